import { useEffect, useState } from 'react'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { Screen } from '../screen.tsx'
import { enrolScreen, ownScreen } from '../screen-key.ts'

type Own = { readonly terminal: string; readonly room: string }

/** Makes this machine an enrolled screen, with the code that the manager gave out for it. */
export function OwnScreen() {
  const [own, setOwn] = useState<Own | null>(null)
  const [code, setCode] = useState('')
  const { problem, isBusy, send } = useSending()
  useEffect(() => {
    ownScreen()
      .then(setOwn)
      .catch(() => setOwn(null))
  }, [])
  return (
    <Screen
      title="端末の登録"
      crumbs={[{ name: '入る', to: '/sign-in' }, { name: '端末の登録' }]}
      isNarrow
    >
      {own ? (
        <Notice
          kind="success"
          title={`この機械は端末「${own.terminal}」（${own.room}）です`}
          isLive
        >
          <p>
            鍵はこのブラウザーの中だけにあり、外に出ません。機械を移すとき・手放すときは、管理責任者に登録の取消しを求めてください。
          </p>
          <p>
            <ButtonLink to="/sign-in" look="filled">
              この端末で入る
            </ButtonLink>
          </p>
        </Notice>
      ) : (
        <Card>
          <Form
            onSend={() => send(async () => setOwn(await enrolScreen(code.trim())))}
            problem={problem}
          >
            <p>
              映像を見ることと写しを作ることは、登録した端末の前でだけできます。管理責任者が「ID番号と端末」で出した番号を、その端末で入れてください。
            </p>
            <TextField
              label="端末の番号"
              isRequired
              hint="一度だけ、30分のあいだ使えます"
              value={code}
              onChange={setCode}
            />
            {!globalThis.crypto?.subtle && (
              <Notice kind="warning" title="この開き方では登録できません">
                <p>
                  事務室の機械では http://localhost、ほかの機械では https
                  で始まる名前で開いてください。
                </p>
              </Notice>
            )}
            <p>
              <Button look="filled" type="submit" isBusy={isBusy}>
                この機械を登録する
              </Button>
            </p>
          </Form>
        </Card>
      )}
    </Screen>
  )
}
