import { useState } from 'react'
import { readDay } from '#civil/read-day.ts'
import type { CaseNow } from '#desk/case-now.ts'
import { act, call, pathOf } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox, RadioGroup } from '../components/choices.tsx'
import { FileUpload } from '../components/file-upload.tsx'
import { Tag } from '../components/tag.tsx'
import { TextField } from '../components/text-field.tsx'
import { WarekiDateField } from '../components/wareki-date-field.tsx'
import { Form, useSending } from '../form.tsx'

type Of = { readonly now: CaseNow; readonly onDone: () => Promise<unknown> }

/** 4 条件: everything the ground asks besides, each saved by itself as soon as it is there. */
export function Proving({ now, onDone }: Of) {
  const { papers, tests, entries, identity, checks, secondReader } = now.asks
  const part = { now, onDone }
  const questions = [
    ...tests.map(test => ({ ...test, type: 'AnswerTest' as const })),
    ...checks
      .filter(({ automatic }) => !automatic)
      .map(check => ({ ...check, type: 'Check' as const, needsFacts: false })),
  ]
  return (
    <>
      {papers.map(paper => (
        <PaperCard key={paper.id} {...part} paper={paper} />
      ))}
      {questions.map(question => (
        <Question key={`${question.type} ${question.id}`} {...part} question={question} />
      ))}
      {entries.some(({ says }) => says.trim() === '') && <Entries {...part} />}
      {identity && !now.request.identified && <Identity {...part} identity={identity} />}
      {secondReader && !now.request.secondReader && <SecondReader {...part} basis={secondReader} />}
    </>
  )
}

function PaperCard({
  now,
  onDone,
  paper,
}: Of & { readonly paper: CaseNow['asks']['papers'][number] }) {
  const { id, name, by, contents, otherwise, isThere } = paper
  const { requester } = now.request
  const [title, setTitle] = useState(name)
  const [issuer, setIssuer] = useState(requester.organisation || requester.name)
  const [dated, setDated] = useState('')
  const [number, setNumber] = useState('')
  const [says, setSays] = useState<Record<string, string>>({})
  const [file, setFile] = useState<File | null>(null)
  const [isTried, setTried] = useState(false)
  const { problem, isBusy, send } = useSending()
  if (isThere) {
    return (
      <Card level={3} title={name} aside={<Tag tone="green">受け取りました</Tag>}>
        <BasisLine basis={by} />
      </Card>
    )
  }
  const handIn = () => {
    setTried(true)
    const read = readDay(dated)
    if (!('day' in read)) return
    send(async () => {
      const stream = pathOf('api', 'papers', 'request', now.id)
      const kept = file ? (await call<{ sha256: string }>('POST', stream, file)).json : null
      const words = {
        ...{ paper: id, title, issuer, dated: read.day, number: number.trim() || null },
        contents: says,
        sha256: kept?.sha256 ?? null,
      }
      await act('request', [now.id], 'HandIn', { paper: words })
      await onDone()
    })
  }
  return (
    <Card level={3} title={name} aside={<Tag tone="orange">まだありません</Tag>}>
      <Form onSend={handIn} problem={problem}>
        <BasisLine basis={by} />
        <TextField label="文書の名称" isRequired value={title} onChange={setTitle} />
        <TextField label="発行者" isRequired value={issuer} onChange={setIssuer} />
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <WarekiDateField
            label="文書の日付"
            isRequired
            words={dated}
            onChange={setDated}
            error={isTried && dated.trim() === '' ? '日付を書いてください' : null}
          />
          <div className="sm:pb-8">
            <TextField label="文書番号" value={number} onChange={setNumber} />
          </div>
        </div>
        {contents.map(entry => (
          <TextField
            key={entry.id}
            label={entry.name}
            isRequired
            value={says[entry.id] ?? ''}
            onChange={value => setSays({ ...says, [entry.id]: value })}
          />
        ))}
        <FileUpload label="写し" file={file} onChange={setFile} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" isBusy={isBusy}>
            {name}を受け取った
          </Button>
          <p className="text-solid-gray-800">ないとき: {otherwise}</p>
        </div>
      </Form>
    </Card>
  )
}

type Asked = {
  readonly type: 'AnswerTest' | 'Check'
  readonly needsFacts: boolean
} & Omit<CaseNow['asks']['checks'][number], 'automatic'>

function Question({ now, onDone, question }: Of & { readonly question: Asked }) {
  const { type, id, asks, by, needsFacts, answer } = question
  const [holds, setHolds] = useState('')
  const [facts, setFacts] = useState('')
  const { problem, isBusy, send } = useSending()
  if (answer) {
    return (
      <Card
        level={3}
        title={asks}
        aside={<Tag tone={answer.holds ? 'green' : 'red'}>{answer.holds ? 'はい' : 'いいえ'}</Tag>}
      >
        {answer.facts && <p className="whitespace-pre-line">{answer.facts}</p>}
        <BasisLine basis={by} />
      </Card>
    )
  }
  const said = { holds: holds === 'yes', facts }
  return (
    <Card level={3} title="確かめること">
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            if (type === 'Check') await act('request', [now.id], type, { check: id, answer: said })
            else await act('request', [now.id], type, { test: id, answer: said })
            await onDone()
          })
        }
      >
        <RadioGroup
          label={asks}
          isRequired
          value={holds}
          onChange={setHolds}
          options={[
            { value: 'yes', label: 'はい' },
            { value: 'no', label: 'いいえ' },
          ]}
        />
        {holds === 'yes' && (
          <TextField
            label="そう言える事実"
            isRequired={needsFacts}
            lines={2}
            value={facts}
            onChange={setFacts}
          />
        )}
        <BasisLine basis={by} />
        <p>
          <Button
            type="submit"
            isBusy={isBusy}
            reason={holds === '' ? 'はい・いいえを選んでください' : null}
          >
            答えを書き入れる
          </Button>
        </p>
      </Form>
    </Card>
  )
}

function Entries({ now, onDone }: Of) {
  const missing = now.asks.entries.filter(({ says }) => says.trim() === '')
  const [entries, setEntries] = useState<Record<string, string>>({})
  const { problem, isBusy, send } = useSending()
  return (
    <Card level={3} title="書き入れること">
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            await act('request', [now.id], 'Enter', { entries })
            await onDone()
          })
        }
      >
        {missing.map(({ id, name, by }) => (
          <div key={id} className="flex flex-col gap-2">
            <TextField
              label={name}
              isRequired
              value={entries[id] ?? ''}
              onChange={says => setEntries({ ...entries, [id]: says })}
            />
            <BasisLine basis={by} />
          </div>
        ))}
        <p>
          <Button type="submit" isBusy={isBusy}>
            書き入れる
          </Button>
        </p>
      </Form>
    </Card>
  )
}

function Identity({
  now,
  onDone,
  identity,
}: Of & { readonly identity: NonNullable<CaseNow['asks']['identity']> }) {
  const [facts, setFacts] = useState<readonly string[]>(
    Array.from({ length: identity.facts }, () => ''),
  )
  const [photo, setPhoto] = useState(false)
  const { problem, isBusy, send } = useSending()
  return (
    <Card level={3} title="本人・身分の確認">
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            await act('request', [now.id], 'Identify', { facts, photo, image: null })
            await onDone()
          })
        }
      >
        <BasisLine basis={identity.by} />
        <p>確かめたものの種類だけを書きます。写しは取りません。</p>
        {facts.map((fact, at) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: places keep their order
            key={at}
            label={facts.length > 1 ? `確かめたもの${at + 1}` : '確かめたもの'}
            isRequired
            hint="例: 警察手帳、運転免許証、代表電話への折り返し"
            value={fact}
            onChange={value => setFacts(facts.map((one, index) => (index === at ? value : one)))}
          />
        ))}
        <Checkbox label="写真と本人を見比べた" isChecked={photo} onChange={setPhoto} />
        <p>
          <Button type="submit" isBusy={isBusy}>
            確かめた
          </Button>
        </p>
      </Form>
    </Card>
  )
}

function SecondReader({
  now,
  onDone,
  basis,
}: Of & { readonly basis: NonNullable<CaseNow['asks']['secondReader']> }) {
  const { problem, isBusy, send } = useSending()
  return (
    <Card level={3} title="二人目の確認">
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            await act('request', [now.id], 'ReadAgain', {})
            await onDone()
          })
        }
      >
        <p>受け付けた人（{now.request.receivedBy}）のほかの人が、読んで確かめます。</p>
        <BasisLine basis={basis} />
        <p>
          <Button type="submit" isBusy={isBusy}>
            読んで確かめた
          </Button>
        </p>
      </Form>
    </Card>
  )
}
