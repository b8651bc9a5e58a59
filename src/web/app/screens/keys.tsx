import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf, minuteOf } from '#civil/minute.ts'
import { warekiDay } from '#civil/wareki.ts'
import type { KeysAnswer } from '#web/answers.ts'
import { call, pathOf, read } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choices.tsx'
import { Dialog } from '../components/dialog.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Facts } from '../components/facts.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { Screen } from '../screen.tsx'
import { addKey } from '../security-key.ts'
import { usePresent } from '../session.ts'

const kinds = { 'cross-platform': 'セキュリティキー', platform: 'この機械や電話の鍵' } as const
type Attachment = keyof typeof kinds

/** One's own keys for signing. */
export function Keys() {
  const { person } = usePresent()
  const { data, refetch } = useQuery({
    queryKey: ['keys'],
    queryFn: () => read<KeysAnswer>('/api/keys'),
  })
  const [going, setGoing] = useState<string | null>(null)
  const dropping = useSending()
  const keys = data?.keys ?? []
  return (
    <Screen title="自分の鍵" isNarrow>
      <p>
        承認するとき・立ち会うときは、{person}
        さん本人の鍵で署名します。鍵は人に貸さず、暗証番号は紙に書いて鍵と一緒に置かないでください。
      </p>
      {keys.length === 0 ? (
        <EmptyState icon="key" title="まだ鍵がありません">
          <p>下で鍵を登録すると、承認と立会いの署名ができるようになります。</p>
        </EmptyState>
      ) : (
        keys.map(({ id, attachment, addedAtUs }) => (
          <Card key={id} title={kinds[attachment]}>
            <Facts
              facts={[
                { name: '登録した日', says: warekiDay(dayOf(minuteOf(addedAtUs))) },
                { name: '鍵の番号', says: <code>{id.slice(0, 16)}</code> },
              ]}
            />
            <Button look="danger" onClick={() => setGoing(id)}>
              この鍵を使わなくする
            </Button>
          </Card>
        ))
      )}
      <AddKey person={person} onAdded={() => refetch()} />
      <Dialog
        title="この鍵を使わなくしますか"
        isOpen={going !== null}
        onClose={() => setGoing(null)}
        actions={
          <Button
            look="danger"
            isBusy={dropping.isBusy}
            onClick={() =>
              dropping.send(async () => {
                await call('DELETE', pathOf('api', 'keys', String(going)))
                setGoing(null)
                await refetch()
              })
            }
          >
            使わなくする
          </Button>
        }
      >
        <p>
          この事務室では、この鍵で署名できなくなります。これまでの署名は残ります。録画機の名簿からは、別に外します。
        </p>
      </Dialog>
    </Screen>
  )
}

function AddKey({ person, onAdded }: { readonly person: string; readonly onAdded: () => void }) {
  const [attachment, setAttachment] = useState<Attachment>('cross-platform')
  const [password, setPassword] = useState('')
  const { problem, isBusy, send } = useSending()
  return (
    <Card title="鍵を登録する">
      <Form
        problem={problem}
        onSend={() =>
          send(async () => {
            await addKey(person, password, attachment)
            setPassword('')
            onAdded()
          })
        }
      >
        <RadioGroup
          label="どの鍵ですか"
          isRequired
          value={attachment}
          onChange={value => setAttachment(value as Attachment)}
          options={[
            {
              value: 'cross-platform',
              label: 'セキュリティキー（差して触れるもの・かざすカード）',
              hint: 'だれの端末の前でも使えます。立会いにはこちらをすすめます',
            },
            {
              value: 'platform',
              label: 'この機械や電話に備わった鍵（指紋・顔・暗証番号）',
              hint: '自分だけが使う機械で。共用の端末での立会いには使えません',
            },
          ]}
        />
        <TextField
          label="パスワード"
          isRequired
          hint="本人であることを、もう一度確かめます"
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <p>
          <Button look="filled" type="submit" isBusy={isBusy}>
            鍵を登録する
          </Button>
        </p>
      </Form>
    </Card>
  )
}
