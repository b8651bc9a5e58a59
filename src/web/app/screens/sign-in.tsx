import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/choices.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form, useSending } from '../form.tsx'
import { seatChanged } from '../queries.ts'
import { Screen } from '../screen.tsx'
import { ownScreen, shownScreen } from '../screen-key.ts'

const link = 'text-key-900 underline underline-offset-4 hover:bg-key-50'

/** ID and password; before an enrolled screen its key too. */
export function SignIn() {
  const navigate = useNavigate()
  const [loginId, setLoginId] = useState('')
  const [password, setPassword] = useState('')
  const [screen, setScreen] = useState<{ terminal: string; room: string } | null>(null)
  const [asScreen, setAsScreen] = useState(true)
  const { problem, isBusy, send } = useSending()
  useEffect(() => {
    ownScreen()
      .then(setScreen)
      .catch(() => setScreen(null))
  }, [])
  const signIn = () =>
    send(async () => {
      const terminal = screen && asScreen ? await shownScreen() : null
      await call('POST', '/api/session', { loginId: loginId.trim(), password, terminal })
      await seatChanged()
      await navigate({ to: '/' })
    })
  return (
    <Screen title="入る" isNarrow>
      <Card>
        <Form onSend={signIn} problem={problem}>
          <TextField
            label="ID番号"
            isRequired
            value={loginId}
            onChange={setLoginId}
            autoComplete="username"
          />
          <TextField
            label="パスワード"
            isRequired
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
          />
          {screen && (
            <Checkbox
              label={`この端末「${screen.terminal}」（${screen.room}）の前にいる人として入る`}
              hint="映像を見るときと写しを作るときは、登録した端末から入ります"
              isChecked={asScreen}
              onChange={setAsScreen}
            />
          )}
          <p>
            <Button look="filled" type="submit" isBusy={isBusy}>
              入る
            </Button>
          </p>
        </Form>
      </Card>
      <Card title="はじめての人・番号を受け取った人">
        <ul className="flex list-disc flex-col gap-2 pl-6">
          <li>
            <Link to="/set-password" className={link}>
              受け取った番号でパスワードを決める
            </Link>
            （初めて入るとき、変えるよう言われたとき）
          </li>
          <li>
            <Link to="/first" className={link}>
              設置した人の番号で、はじめの責任者として入る
            </Link>
            （まだだれも入れないとき）
          </li>
          <li>
            <Link to="/screen" className={link}>
              この機械を端末として登録する
            </Link>
          </li>
        </ul>
      </Card>
    </Screen>
  )
}
