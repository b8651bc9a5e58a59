import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { readDay } from '#civil/read-day.ts'
import { warekiDay } from '#civil/wareki.ts'
import type { Profile } from '#law/profile.ts'
import type { ReadAmendment } from '#web/answers.ts'
import { act, call, Refused } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { FileUpload } from '../components/file-upload.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { WarekiDateField } from '../components/wareki-date-field.tsx'
import { Form, useSending } from '../form.tsx'
import { queries } from '../queries.ts'
import { Screen } from '../screen.tsx'
import { usePresent, useProfile } from '../session.ts'
import { useAct } from '../signing.tsx'

/** An amended version: read, held to the one in force, signed by two, in force from a later day. */
export function Amend() {
  const [file, setFile] = useState<File | null>(null)
  const [read, setRead] = useState<ReadAmendment | null>(null)
  const { problem, isBusy, send } = useSending()
  return (
    <Screen
      title="改正を当てはめる"
      crumbs={[{ name: '規程', to: '/document' }, { name: '改正を当てはめる' }]}
      isNarrow
    >
      <Notice kind="info" title="当てはめる前に">
        <p>
          {
            '改正した規程のファイルは、設置者が「tachiai law show 規程の名 --json」で書き出し、改まったところと版の名を書き直して作ります（手引き「規程」9）。読み込むだけでは、何も変わりません。'
          }
        </p>
      </Notice>
      <Card title="1. ファイルを読み込む">
        <Form
          problem={problem}
          onSend={() =>
            send(async () => {
              if (!file) return
              const bytes = await bytesOf(file, () => setFile(null))
              const { json } = await call<ReadAmendment>('POST', '/api/document/reading', bytes)
              setRead(json)
            })
          }
        >
          <FileUpload
            label="改正した規程"
            isRequired
            hint="JSONのファイル。512KBまで"
            accept=".json,application/json"
            file={file}
            onChange={chosen => {
              setFile(chosen)
              setRead(null)
            }}
          />
          <p>
            <Button
              type="submit"
              isBusy={isBusy}
              look={read?.document ? 'outline' : 'filled'}
              reason={file ? null : 'ファイルを選んでください'}
            >
              読み込んで比べる
            </Button>
          </p>
        </Form>
        {read && !read.document && !problem && (
          <div className="mt-4">
            <Wrong wrong={read.wrong} />
          </div>
        )}
      </Card>
      {read?.document && <Compared read={read} />}
      {read?.document && <Adopting document={read.document} />}
    </Screen>
  )
}

/** A file that was written anew since it was chosen is not the one that was chosen. */
const bytesOf = async (file: File, isGone: () => void): Promise<Blob> =>
  new Blob([
    await file.arrayBuffer().catch(() => {
      isGone()
      throw new Refused({
        type: 'urn:tachiai:problem:file',
        title: 'ファイルが読めません',
        status: 0,
        detail: '選んだあとで、ファイルが書き直されたか、なくなりました',
        next: 'もう一度、ファイルを選んでください',
      })
    }),
  ])

const Wrong = ({ wrong }: Pick<ReadAmendment, 'wrong'>) => (
  <Notice kind="warning" title={`${wrong.length}か所を直してください`} isLive>
    <ul className="list-disc pl-6">
      {wrong.map(({ path, says }) => (
        <li key={`${path} ${says}`} className="break-words">
          <span className="font-700">{path}</span> {says}
        </li>
      ))}
    </ul>
  </Notice>
)

function Compared({ read: { document, changes } }: { readonly read: ReadAmendment }) {
  const profile = useProfile()
  return (
    <Card title="2. いまの版と比べる">
      <Facts
        facts={[
          { name: 'いまの版', says: profile.version },
          { name: '新しい版', says: document!.version },
        ]}
      />
      {changes.length === 0 && <p className="mt-3">定めの違いはありません。</p>}
      <ul className="mt-3 divide-y divide-solid-gray-300">
        {changes.map(({ place, before, after }) => (
          <li key={place} className="py-3">
            <p className="font-700">{place}</p>
            <p className="break-words">
              <span className="font-700">いま: </span>
              {before ?? '定めなし'}
            </p>
            <p className="break-words">
              <span className="font-700">改正後: </span>
              {after ?? '定めなし'}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Adopting({ document }: { readonly document: Profile }) {
  const { person } = usePresent()
  const navigate = useNavigate()
  const written = document.effectiveFrom.at(-1)?.day ?? null
  const [words, setWords] = useState(written === null ? '' : warekiDay(written))
  const [paper, setPaper] = useState('')
  const [unit, setUnit] = useState('')
  const [other, setOther] = useState('')
  const { run, problem, isBusy, dialog } = useAct(`${document.version}を当てはめる`, async () => {
    await queries.invalidateQueries()
    await navigate({ to: '/document' })
  })
  const day = readDay(words)
  const inForceOn = 'day' in day ? day.day : null
  const missing =
    inForceOn === null
      ? '施行の日を書いてください'
      : other.trim() === ''
        ? 'ともに署名する人を書いてください'
        : null
  return (
    <Card title="3. 二名で署名する">
      <Form
        problem={problem}
        onSend={() =>
          run(() =>
            act('profile', ['main'], 'AdoptProfile', {
              ...{ document: document as never, inForceOn, writtenIn: paper },
              ...{ unit: unit.trim() || null, officers: [person, other.trim()] },
            }),
          )
        }
      >
        <WarekiDateField
          label="施行の日（あす以後）"
          isRequired
          words={words}
          onChange={setWords}
        />
        <TextField
          label="改正を決めた書面"
          isRequired
          hint="例: 令和8年度臨時総会議事録、令和8年訓令第3号"
          value={paper}
          onChange={setPaper}
        />
        {document.owner && (
          <TextField
            label="当てはめる部署"
            isRequired
            hint="規程が所管の部署を定めています"
            value={unit}
            onChange={setUnit}
          />
        )}
        <TextField
          label="ともに署名する人"
          isRequired
          width="medium"
          hint={`${person}さんと、もう一人。どちらも、いま職にある人`}
          value={other}
          onChange={setOther}
        />
        <p>
          <Button look="filled" type="submit" isBusy={isBusy} reason={missing}>
            二名で署名して当てはめる
          </Button>
        </p>
      </Form>
      {dialog}
    </Card>
  )
}
