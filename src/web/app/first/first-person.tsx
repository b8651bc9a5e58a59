import { useState } from 'react'
import type { FirstAsked } from '#desk/founding.ts'
import { call } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { Screen } from '../screen.tsx'
import { appointmentsOf, type Entered, missingIn, nothingEntered } from './appointments.ts'
import { Committee, Section } from './people.tsx'

/** With the number that the machine's console gave out, the first manager comes in and says who works here. */
export function FirstPerson() {
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState<FirstAsked | null>(null)
  const [entered, setEntered] = useState<string | null>(null)
  const { problem, isBusy, send } = useSending()
  if (entered !== null) return <Done person={entered} />
  return (
    <Screen title="はじめの人が入る" isNarrow>
      <Notice kind="info" title="録画機の前で番号を受け取ってください">
        <p>
          録画機を設置した人が、その機械で
          <code className="mx-1">tachiai account first --by 設置した人の名</code>
          を行うと、一度だけ使える番号が出ます。30分で使えなくなります。
        </p>
      </Notice>
      <Card title="1. 番号">
        <Form
          problem={problem}
          onSend={() =>
            send(async () => {
              const words = { code: code.trim() }
              setAsked((await call<FirstAsked>('POST', '/api/first/asked', words)).json)
            })
          }
        >
          <TextField
            label="受け取った番号"
            isRequired
            width="medium"
            autoComplete="one-time-code"
            value={code}
            onChange={value => {
              setCode(value)
              setAsked(null)
            }}
          />
          <p>
            <Button type="submit" look={asked ? 'outline' : 'filled'} isBusy={isBusy}>
              番号を確かめる
            </Button>
          </p>
        </Form>
      </Card>
      {asked && <Entering asked={asked} code={code.trim()} onDone={setEntered} />}
    </Screen>
  )
}

function Entering({
  asked,
  code,
  onDone,
}: {
  readonly asked: FirstAsked
  readonly code: string
  readonly onDone: (person: string) => void
}) {
  const [entered, setEntered] = useState<Entered>(nothingEntered)
  const [person, setPerson] = useState(asked.managers[0] ?? '')
  const [loginId, setLoginId] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const { problem, isBusy, send } = useSending()
  const change = (part: Partial<Entered>) => setEntered(before => ({ ...before, ...part }))
  const tooShort = password.length < 10 ? '10文字以上にしてください' : null
  const different = again === password ? null : '上と同じものを書いてください'
  const isKnown = asked.managers.length > 0
  return (
    <Form
      problem={problem}
      onSend={() => {
        setTried(true)
        if (tooShort || different) return
        send(async () => {
          const own = { person: person.trim(), loginId: loginId.trim(), password }
          const appointments = appointmentsOf(asked, entered, own.person)
          await call('POST', '/api/first', { code, appointments, ...own })
          onDone(own.person)
        })
      }}
    >
      <Card title={`2. あなた（${asked.title}）`}>
        <div className="flex flex-col gap-5">
          {isKnown ? (
            <Select
              label="名前"
              isRequired
              value={person}
              onChange={setPerson}
              choices={asked.managers.map(name => ({ value: name, label: name }))}
            />
          ) : (
            <TextField
              label="名前"
              isRequired
              width="medium"
              hint={`${asked.manager.office}として、この事務室に責任を持つ人`}
              value={person}
              onChange={setPerson}
            />
          )}
          <TextField
            label="ID番号"
            isRequired
            width="medium"
            hint="入るときに書く、あなたの呼び名。ほかの人と重ならないもの"
            autoComplete="username"
            value={loginId}
            onChange={setLoginId}
          />
          <TextField
            label="パスワード"
            isRequired
            width="medium"
            type="password"
            hint="10文字以上。長い言葉をつなぐと、覚えやすく破られにくくなります"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            error={isTried ? tooShort : null}
          />
          <TextField
            label="パスワードをもう一度"
            isRequired
            width="medium"
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={setAgain}
            error={isTried ? different : null}
          />
        </div>
      </Card>
      {!isKnown && asked.committee && (
        <Committee asked={asked} entered={entered} onChange={change} />
      )}
      {!isKnown && !asked.committee && (
        <Section asked={asked} entered={entered} onChange={change} />
      )}
      <p>
        <Button
          type="submit"
          look="filled"
          isBusy={isBusy}
          reason={
            person.trim() === '' || loginId.trim() === ''
              ? '名前とID番号を書いてください'
              : missingIn(asked, entered, person)
          }
        >
          この内容で届けて始める
        </Button>
      </p>
    </Form>
  )
}

const Done = ({ person }: { readonly person: string }) => (
  <Screen title="入れるようになりました" isNarrow>
    <Notice kind="success" title={`${person}さんが、この事務室の責任者です`} isLive>
      <p>番号は、もう使えません。いま決めたID番号とパスワードで入り、設定を続けてください。</p>
    </Notice>
    <p>
      <ButtonLink to="/sign-in" look="filled">
        入る
      </ButtonLink>
    </p>
  </Screen>
)
