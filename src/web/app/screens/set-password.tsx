import { useState } from 'react'
import { call } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { Screen } from '../screen.tsx'
import { shownScreen } from '../screen-key.ts'

/** The holder of an ID and a one-time code chooses the secret that nobody else knows. */
export function SetPassword() {
  const [loginId, setLoginId] = useState('')
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const [isDone, setDone] = useState(false)
  const { problem, isBusy, send } = useSending()
  const tooShort = password.length < 10 ? '10文字以上にしてください' : null
  const different = again === password ? null : '上と同じものを書いてください'
  const set = () => {
    setTried(true)
    if (tooShort || different) return
    send(async () => {
      const terminal = await shownScreen().catch(() => null)
      const words = { loginId: loginId.trim(), code: code.trim(), password, terminal }
      await call('POST', '/api/credentials/complete', words)
      setDone(true)
    })
  }
  if (isDone) {
    return (
      <Screen title="パスワードを決めました" isNarrow>
        <Notice kind="success" title="ID番号と、いま決めたパスワードで入れます" isLive>
          <p>受け取った番号は、もう使えません。紙は処分してください。</p>
        </Notice>
        <p>
          <ButtonLink to="/sign-in" look="filled">
            入る
          </ButtonLink>
        </p>
      </Screen>
    )
  }
  return (
    <Screen
      title="パスワードを決める"
      crumbs={[{ name: '入る', to: '/sign-in' }, { name: 'パスワードを決める' }]}
      isNarrow
    >
      <Card>
        <Form onSend={set} problem={problem}>
          <TextField
            label="ID番号"
            isRequired
            value={loginId}
            onChange={setLoginId}
            autoComplete="username"
          />
          <TextField
            label="受け取った番号"
            isRequired
            hint="管理責任者から紙で受け取った番号。一度だけ、7日のあいだ使えます"
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
          />
          <TextField
            label="新しいパスワード"
            isRequired
            hint="10文字以上。覚えやすい文でかまいません。ほかで使っていないものにしてください"
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            error={isTried ? tooShort : null}
          />
          <TextField
            label="新しいパスワード（もう一度）"
            isRequired
            type="password"
            value={again}
            onChange={setAgain}
            autoComplete="new-password"
            error={isTried ? different : null}
          />
          <p>
            <Button look="filled" type="submit" isBusy={isBusy}>
              このパスワードに決める
            </Button>
          </p>
        </Form>
      </Card>
    </Screen>
  )
}
