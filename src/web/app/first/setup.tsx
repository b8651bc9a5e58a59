import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { KeysAnswer } from '#web/answers.ts'
import { download, read } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Problem } from '../components/problem.tsx'
import { Tag } from '../components/tag.tsx'
import { useSending } from '../form.tsx'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'

/** What is to be done once, in its order, before the first request. */
export function Setup() {
  const profile = useProfile()
  const { data: keys } = useSuspenseQuery({
    queryKey: ['keys'],
    queryFn: async () => (await read<KeysAnswer>('/api/keys')).keys,
  })
  const { problem, isBusy, send } = useSending()
  const isSignedOnPaper = profile.effectiveFrom.some(({ day }) => day === null)
  return (
    <Screen title="はじめの設定" isNarrow>
      <p>上から順に行います。途中でやめても、あとで続けられます。</p>
      <Step at={1} title="自分の鍵を登録する" isDone={keys.length > 0}>
        <p>決めること、映像を見ることには、一人ずつの鍵（セキュリティキー）で署名します。</p>
        <ButtonLink to="/keys">鍵を登録する</ButtonLink>
      </Step>
      <Step at={2} title="ほかの人が入れるようにする">
        <p>
          一人ずつにID番号と一度きりの番号を発行し、紙で手渡します。受け取った人は自分でパスワードを決め、自分の鍵を登録します。
        </p>
        <ButtonLink to="/credentials">ID番号を発行する</ButtonLink>
      </Step>
      <Step at={3} title="映像を見る端末を登録する">
        <p>
          映像は、登録した端末にだけ映ります。「ID番号と端末」で番号を出し、その端末の画面で番号を書き入れます。
        </p>
        <ButtonLink to="/screen">この端末を登録する</ButtonLink>
      </Step>
      <Step at={4} title="録画機に、人と鍵を知らせる">
        <p>
          ここまでに登録した人・鍵・端末の名簿を書き出し、録画機の前で、いっしょにいる人たちで確かめて認めます。認めるまで、映像はだれにも映りません。
        </p>
        <p>
          <Button
            isBusy={isBusy}
            onClick={() => send(() => download('/api/roster/founding', 'founding-roster.json'))}
          >
            名簿を書き出す
          </Button>
        </p>
        <p>録画機の前で、次を行います。表示される人と鍵の指紋を、一人ずつ見比べてください。</p>
        <p>
          <code className="block overflow-x-auto rounded-8 bg-solid-gray-50 p-3">
            tachiai roster found founding-roster.json
          </code>
        </p>
        <Problem problem={problem} />
      </Step>
      <Step at={5} title="カメラを届け出る">
        <p>
          録画しているカメラごとに、設置場所・撮影の範囲・表示を、規程の求めるとおりに届け出ます。期限は「今日やること」に出ます。
        </p>
        <ButtonLink to="/cameras">カメラを見る</ButtonLink>
      </Step>
      {isSignedOnPaper && (
        <Step at={6} title="規程の空欄を埋める">
          <p>
            この規程には、施行の日などの空欄があります。埋めた版を読み込み、二名で署名して当てはめます。
          </p>
          <ButtonLink to="/document/amend">規程を当てはめる</ButtonLink>
        </Step>
      )}
    </Screen>
  )
}

function Step({
  at,
  title,
  isDone = false,
  children,
}: {
  readonly at: number
  readonly title: string
  readonly isDone?: boolean
  readonly children: ReactNode
}) {
  return (
    <Card title={`${at}. ${title}`} aside={isDone ? <Tag tone="green">済み</Tag> : null}>
      <div className="flex flex-col items-start gap-3">{children}</div>
    </Card>
  )
}
