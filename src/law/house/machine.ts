import { houseRule } from '../basis.ts'

/** What people confirm of the machine that records. None of it may be shown as an article. */
export const machineHouse = {
  oneOfficer: houseRule('録画係の時刻は、日時を確かめた担当者の名で改める'),
  twoOfficers: houseRule('保存期間を超えて時刻を改めるときは、2名が確かめる'),
  keyring: houseRule('鍵束が古い版に戻されたときは、2名が確かめるまで何も開かない'),
  camera: houseRule(
    'カメラの鍵が変わったと認めること、カメラを録画から外すことは、理由を残し、署名して行います。',
  ),
  asked: houseRule(
    '録画係の時刻や鍵束についての確認は、録画係がいま尋ねているものにだけ答えます。',
  ),
} as const
