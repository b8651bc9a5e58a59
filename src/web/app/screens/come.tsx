import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { Invited } from '#desk/gatherings.ts'
import type { Gathering } from '#domain/gathering.ts'
import { call, pathOf, problemIn } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choices.tsx'
import { Facts } from '../components/facts.tsx'
import { Notice } from '../components/notice.tsx'
import { Problem } from '../components/problem.tsx'
import { Tag } from '../components/tag.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { invitedQuery } from '../gathering/reads.ts'
import { whenWords } from '../gathering/words.ts'
import { queries } from '../queries.ts'
import { Screen } from '../screen.tsx'
import { useSession } from '../session.ts'

type Behind = Gathering & { readonly person: string }

/** 「行けますか」: what one is asked to come to, behind a link or signed in. Of the case there is nothing to see. */
export function Come() {
  const code = useLocation({ select: ({ hash }) => hash })
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState('')
  const own = opened || code
  return (
    <Screen title="立会いのお願い" isNarrow>
      {own ? <ByCode key={own} code={own} /> : <Seated />}
      {!own && (
        <Card title="番号で返事をする">
          <Form problem={null} onSend={() => setOpened(typed.trim())}>
            <TextField
              label="受け取った番号"
              hint="紙や電話で受け取った16文字。例: 7K3M-9QXZ-0B4T-RWEH"
              width="medium"
              autoComplete="one-time-code"
              value={typed}
              onChange={setTyped}
            />
            <p>
              <Button type="submit" reason={typed.trim() === '' ? '番号を書いてください' : null}>
                番号で開く
              </Button>
            </p>
          </Form>
        </Card>
      )}
    </Screen>
  )
}

function ByCode({ code }: { readonly code: string }) {
  const [coming, setComing] = useState('')
  const [said, setSaid] = useState<Behind | null>(null)
  const { problem, isBusy, send } = useSending()
  const { data, error } = useQuery({
    queryKey: ['come', code],
    queryFn: async () => (await call<Behind>('POST', '/api/come', { code })).json,
    retry: false,
    throwOnError: false,
    staleTime: Infinity,
    enabled: said === null,
  })
  if (said) return <Done behind={said} coming={coming === 'yes'} />
  if (error) {
    return (
      <>
        <Problem problem={problemIn(error)} />
        <p>
          <Link to="/sign-in" className="text-key-900 underline underline-offset-4">
            ID番号とパスワードで入る
          </Link>
        </p>
      </>
    )
  }
  if (!data) return <p role="status">読んでいます</p>
  return (
    <Card title={`${data.person}さんへ`}>
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            await call('POST', '/api/come/answer', { code, coming: coming === 'yes' })
            setSaid(data)
          })
        }
      >
        <Told told={data} />
        <RadioGroup
          label="行けますか"
          isRequired
          value={coming}
          onChange={setComing}
          options={[
            { value: 'yes', label: '行けます' },
            { value: 'no', label: '行けません' },
          ]}
        />
        <p>
          <Button
            look="filled"
            type="submit"
            isBusy={isBusy}
            reason={coming === '' ? 'どちらかを選んでください' : null}
          >
            この返事を送る
          </Button>
        </p>
        <p>何の件かは、ここには出ません。その場で、始まる前に知らされます。</p>
      </Form>
    </Card>
  )
}

const Told = ({ told: { fromUs, minutes, place, answerByUs } }: { readonly told: Gathering }) => (
  <Facts
    facts={[
      { name: '日時', says: `${whenWords(fromUs)}から` },
      { name: '長さ', says: `${minutes}分くらい` },
      { name: '場所', says: place },
      { name: '返事の期限', says: whenWords(answerByUs) },
    ]}
  />
)

const Done = ({ behind, coming }: { readonly behind: Behind; readonly coming: boolean }) => (
  <>
    <Notice
      kind="success"
      title={coming ? '「行けます」と届けました' : '「行けません」と届けました'}
      isLive
    >
      <p>
        {coming
          ? '当日は、署名に使うもの（セキュリティキーなど）を持って来てください。この画面を控えておくと安心です。'
          : 'ご返事をありがとうございました。'}
      </p>
      <p>
        番号は、もう使えません。返事を変えるときは、頼んだ人に電話するか、ID番号で入って変えてください。
      </p>
    </Notice>
    {coming && (
      <Card title="来ていただく日時と場所">
        <Told told={behind} />
      </Card>
    )}
  </>
)

/** Whoever has come in sees what they are asked to come to, and may think again until it begins. */
function Seated() {
  const session = useSession()
  const { data } = useQuery({ ...invitedQuery, enabled: session !== null, throwOnError: false })
  const { problem, isBusy, send } = useSending()
  if (!session) {
    return (
      <Card title="ID番号で入って返事をする">
        <p>
          <Link to="/sign-in" className="text-key-900 underline underline-offset-4">
            ID番号とパスワードで入る
          </Link>
          と、「今日やること」に頼まれている立会いが出ます。
        </p>
      </Card>
    )
  }
  const answer = ({ id }: Invited, coming: boolean) =>
    send(async () => {
      await call('POST', pathOf('api', 'gatherings', id, 'answer'), { coming })
      await queries.invalidateQueries()
    })
  const invited = data ?? []
  return (
    <>
      {invited.length === 0 && <p>{session.person}さんに頼まれている立会いはありません。</p>}
      {invited.map(one => (
        <Card
          key={one.id}
          title={`${session.person}さんへ`}
          aside={
            one.coming === null ? (
              <Tag tone="orange">返事がまだです</Tag>
            ) : (
              <Tag tone={one.coming ? 'green' : 'red'}>
                {one.coming ? '行けます' : '行けません'}
              </Tag>
            )
          }
        >
          <Told told={one} />
          <div className="mt-4 flex flex-wrap gap-3">
            <Button isBusy={isBusy} onClick={() => answer(one, true)}>
              行けます
            </Button>
            <Button isBusy={isBusy} onClick={() => answer(one, false)}>
              行けません
            </Button>
          </div>
        </Card>
      ))}
      <Problem problem={problem} />
    </>
  )
}
