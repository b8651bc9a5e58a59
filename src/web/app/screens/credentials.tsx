import { useState } from 'react'
import { call } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choices.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'

type Given = { readonly what: string; readonly code: string }

/** IDs, one-time codes and screens, given out by whoever answers as the manager. */
export function Credentials() {
  const [given, setGiven] = useState<Given | null>(null)
  return (
    <Screen title="ID番号と端末" isNarrow>
      {given && (
        <Notice kind="success" title={given.what} isLive>
          <p>
            渡す番号:{' '}
            <strong className="text-[1.375rem] tracking-wider break-all">{given.code}</strong>
          </p>
          <p>この番号は今だけ見えます。紙に書いて本人に手渡し、この画面を閉じてください。</p>
        </Notice>
      )}
      <People onGiven={setGiven} />
      <Screens onGiven={setGiven} />
    </Screen>
  )
}

type Giving = { readonly onGiven: (given: Given) => void }

const acts = {
  issue: { path: '/api/credentials', name: '新しく発行する' },
  rotate: { path: '/api/credentials/rotate', name: '変える（前のパスワードは使えなくなります）' },
  revoke: { path: '/api/credentials/revoke', name: '取り消す' },
} as const

function People({ onGiven }: Giving) {
  const { credentials } = useProfile()
  const [what, setWhat] = useState<keyof typeof acts>('issue')
  const [person, setPerson] = useState('')
  const [loginId, setLoginId] = useState('')
  const [reason, setReason] = useState('')
  const { problem, isBusy, send } = useSending()
  const isRevoked = what === 'revoke'
  return (
    <Card title="ID番号">
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            const words = isRevoked
              ? { person: person.trim(), reason }
              : { person: person.trim(), loginId: loginId.trim() }
            const { json } = await call<{ code?: string }>('POST', acts[what].path, words)
            onGiven({
              what: isRevoked
                ? `${person}さんの資格を取り消しました`
                : `${person}さんのID番号は ${loginId} です`,
              code: json.code ?? 'なし',
            })
          })
        }
      >
        {'by' in credentials && <BasisLine basis={credentials.by} />}
        <RadioGroup
          label="すること"
          isRequired
          value={what}
          onChange={value => setWhat(value as keyof typeof acts)}
          options={Object.entries(acts).map(([value, { name }]) => ({ value, label: name }))}
        />
        <TextField label="だれの" isRequired value={person} onChange={setPerson} />
        {isRevoked ? (
          <TextField label="理由" isRequired lines={2} value={reason} onChange={setReason} />
        ) : (
          <TextField
            label="ID番号"
            isRequired
            hint="本人が入るときに打つ番号"
            value={loginId}
            onChange={setLoginId}
          />
        )}
        <p>
          <Button look="filled" type="submit" isBusy={isBusy}>
            {isRevoked ? '取り消す' : '番号を出す'}
          </Button>
        </p>
      </Form>
    </Card>
  )
}

function Screens({ onGiven }: Giving) {
  const { terminals } = useProfile()
  const [terminal, setTerminal] = useState('')
  const [room, setRoom] = useState(terminals.rooms[0] ?? '')
  const { problem, isBusy, send } = useSending()
  return (
    <Card title="端末">
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            const words = { terminal: terminal.trim(), room: room.trim(), keptBy: null }
            const { json } = await call<{ code: string }>('POST', '/api/terminals', words)
            onGiven({
              what: `端末「${terminal}」の番号です。30分のあいだ使えます`,
              code: json.code,
            })
          })
        }
      >
        <TextField label="端末の名" isRequired value={terminal} onChange={setTerminal} />
        <TextField label="置く部屋" isRequired value={room} onChange={setRoom} />
        <p>
          <Button type="submit" isBusy={isBusy}>
            端末の番号を出す
          </Button>
        </p>
      </Form>
    </Card>
  )
}
