/** Why pictures are missing, as the recorder noted it. */
const causes: Readonly<Record<string, string>> = {
  loss: '映像の一部が届かない',
  silence: '映像が届かない',
  network: 'カメラにつながらない',
  closed: 'カメラが接続を切った',
  refused: 'カメラに断られた',
  auth: 'カメラのパスワードが違う',
  downgraded: '暗号化が外された',
  certificate: 'カメラの証明書が変わった',
  notFound: 'カメラに映像の口がない',
  notRtsp: 'カメラではないものが答えた',
  malformed: '読めない映像が届いた',
  noVideo: '映像が入っていない',
  unsupported: '扱えない映像の形',
  overShare: '割り当てより多い映像',
  keeperRestart: '録画機の再起動',
  diskFault: 'ディスクの故障',
  diskFull: 'ディスクの満杯',
  clockStep: '時計の調整',
  switchedOff: '止めていた',
  noKey: '鍵のない時間',
  tooLarge: '一分の映像が大きすぎる',
  damaged: '記録が壊れている',
  unknown: '原因は記録されていない',
}

/** A cause in words; what is said in words already stays. */
export const causeWords = (cause: string): string => causes[cause] ?? cause
