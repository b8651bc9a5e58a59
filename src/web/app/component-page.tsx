import { type ReactNode, useState } from 'react'
import { BasisLine } from './components/basis.tsx'
import { Breadcrumb } from './components/breadcrumb.tsx'
import { Button, ButtonLink } from './components/button.tsx'
import { Card } from './components/card.tsx'
import { CheckboxGroup, RadioGroup } from './components/choices.tsx'
import { Countdown } from './components/countdown.tsx'
import { Dialog } from './components/dialog.tsx'
import { EmptyState } from './components/empty-state.tsx'
import { Facts } from './components/facts.tsx'
import { FileUpload } from './components/file-upload.tsx'
import { Fold } from './components/fold.tsx'
import { Notice } from './components/notice.tsx'
import { Pagination } from './components/pagination.tsx'
import { Problem } from './components/problem.tsx'
import { Select } from './components/select.tsx'
import { SideNav } from './components/side-nav.tsx'
import { StepNav } from './components/step-nav.tsx'
import { Table } from './components/table.tsx'
import { Tabs } from './components/tabs.tsx'
import { Tag } from './components/tag.tsx'
import { TextField } from './components/text-field.tsx'
import { TimeRange } from './components/time-range.tsx'
import { WarekiDateField } from './components/wareki-date-field.tsx'
import { Screen } from './screen.tsx'

const hourUs = 3_600_000_000
const nowUs = 1_794_643_200_000_000
/** Names that typefaces miss, and one five times as long as expected. */
const hard = '髙橋 山﨑 𠮷田 葛󠄀城 德永 栁 濵田 ①'
const long = '北海道函館方面函館中央警察署刑事第一課強行犯捜査係交通事故特別捜査担当'.repeat(3)

const quoted = {
  kind: 'text',
  cite: '第6条第2項',
  quote: '管理責任者、運用取扱者等複数の関係職員の立会いの下実施するとともに、',
} as const

/** Every component in every state, for tests that walk them and for people who look. */
export function ComponentPage() {
  return (
    <Screen title="部品">
      <Buttons />
      <Fields />
      <Told />
      <Ways />
      <Sheets />
    </Screen>
  )
}

const Row = ({ children }: { readonly children: ReactNode }) => (
  <div className="flex flex-wrap items-start gap-3">{children}</div>
)

function Buttons() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Card title="ボタン">
      <Row>
        <Button look="filled">この判断で決める（署名）</Button>
        <Button>内容を見る</Button>
        <Button look="text">取っておいて、後で続ける</Button>
        <Button look="danger">使わなくする</Button>
        <Button look="filled" reason="立会いが1名足りません">
          閲覧室を開く
        </Button>
        <Button isBusy>送る</Button>
        <ButtonLink to="/">今日やることへ</ButtonLink>
        <Button onClick={() => setOpen(true)}>対話を開く</Button>
      </Row>
      <Dialog title="この鍵を使わなくしますか" isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>これまでの署名は残ります。{long}</p>
      </Dialog>
    </Card>
  )
}

function Fields() {
  const [words, setWords] = useState(hard)
  const [day, setDay] = useState('Ｒ８．１１．１４')
  const [times, setTimes] = useState({ from: '15:42', to: '１５時４３分' })
  const [one, setOne] = useState('b')
  const [several, setSeveral] = useState<readonly string[]>(['a'])
  const [file, setFile] = useState<File | null>(null)
  const options = [
    { value: 'a', label: '法令の定め', hint: '要る文書: 提供を求める文書' },
    { value: 'b', label: long, hint: hard },
  ]
  return (
    <Card title="書き入れる">
      <div className="grid gap-5 lg:grid-cols-2">
        <TextField label="氏名" isRequired value={words} onChange={setWords} />
        <TextField
          label="所属機関・団体"
          hint="例: 警察署と課の名まで"
          value={long}
          onChange={() => {}}
          error="所属を書いてください"
        />
        <TextField label="目的" lines={3} value={long} onChange={() => {}} />
        <Select
          label="求めている人"
          isRequired
          value={one}
          onChange={setOne}
          choices={[
            { value: 'a', label: '捜査機関' },
            { value: 'b', label: long },
          ]}
        />
        <WarekiDateField label="撮影の日" isRequired words={day} onChange={setDay} />
        <WarekiDateField label="ない日" words="平成32年1月1日" onChange={() => {}} />
        <TimeRange {...times} onChange={setTimes} />
        <FileUpload label="写し" file={file} onChange={setFile} />
        <RadioGroup label="根拠" isRequired value={one} onChange={setOne} options={options} />
        <CheckboxGroup
          label="カメラ"
          values={several}
          onChange={setSeveral}
          options={options}
          error="一つ以上選んでください"
        />
      </div>
    </Card>
  )
}

function Told() {
  return (
    <Card title="知らせる">
      <div className="flex flex-col gap-4">
        <Notice title="この画面に映像はありません">
          <p>{long}</p>
        </Notice>
        <Notice kind="success" title="ID番号と、いま決めたパスワードで入れます" />
        <Notice kind="warning" title="求める範囲が目的より広いときは、狭めてください" />
        <Notice kind="error" title="合わないところが2件あります" />
        <Problem
          problem={{
            type: 'urn:tachiai:problem:refused',
            title: '規程により、できません',
            status: 409,
            detail: '立会いは2名以上です',
            basis: { ...quoted, printed: '第6条第2項により' },
            next: '立会いを頼んでください',
          }}
        />
        <Row>
          <Tag>まだ</Tag>
          <Tag tone="blue">採決中</Tag>
          <Tag tone="green">承認</Tag>
          <Tag tone="orange">記入中</Tag>
          <Tag tone="red">期限超過</Tag>
          <Tag tone="purple">読み方</Tag>
        </Row>
        <Countdown goneUs={nowUs + 22 * 24 * hourUs} nowUs={nowUs} />
        <Countdown goneUs={nowUs + 40 * hourUs} nowUs={nowUs} />
        <Countdown goneUs={nowUs + hourUs / 2} nowUs={nowUs} />
        <Countdown goneUs={nowUs - hourUs} nowUs={nowUs} />
        <Countdown goneUs={null} nowUs={nowUs} />
        <BasisLine basis={quoted} />
        <BasisLine
          basis={{
            kind: 'reading',
            cite: '運用基準10（2）',
            reading: 'A8',
            of: '閲覧については、２名以上の委員が立ち合いのもと行うものとする。',
            says: '閲覧を求めた本人は、立ち会う委員に数えません。',
          }}
          isOpen
        />
        <BasisLine
          basis={{
            kind: 'houseRule',
            cite: '内規',
            rule: '立会いの人は、15分ごとにその場にいることを示します。',
          }}
        />
        <BasisLine
          basis={{
            kind: 'otherLaw',
            cite: '刑事訴訟法第197条第2項',
            says: '公務所への照会',
            confirmed: false,
          }}
        />
        <Fold head="もっと読む">{long}</Fold>
        <p id="hard">{hard}</p>
      </div>
    </Card>
  )
}

function Ways() {
  const [tab, setTab] = useState('a')
  const [page, setPage] = useState(2)
  const steps = ['相手', '根拠', 'どの映像', '条件', '確認']
  return (
    <Card title="行き先">
      <div className="flex flex-col gap-4">
        <StepNav
          steps={steps.map((name, at) => ({ name, isDone: at < 2 }))}
          at={2}
          onGo={() => {}}
        />
        <Breadcrumb
          crumbs={[{ name: '受付と承認', to: '/requests' }, { name: '令和8年度 第0042号' }]}
        />
        <Tabs
          label="求めの一覧"
          tabs={[
            { id: 'a', name: '進んでいるもの' },
            { id: 'b', name: '終わったもの' },
          ]}
          at={tab}
          onGo={setTab}
        >
          <p>{tab === 'a' ? '進んでいます' : '終わりました'}</p>
        </Tabs>
        <Pagination page={page} pages={3} onGo={setPage} />
        <SideNav
          label="条"
          places={[
            { id: 'a', name: '第6条' },
            { id: 'b', name: long },
          ]}
        />
      </div>
    </Card>
  )
}

function Sheets() {
  return (
    <Card title="見せる" aside={<Tag tone="blue">別記様式</Tag>}>
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            { name: '求めている人', says: `${long}\n${hard}` },
            { name: '文書', says: '' },
          ]}
        />
        <Table
          caption="記録簿"
          heads={['番号', '提供・閲覧日時', '目的（根拠法令等）', '立会職員', 'その他事項']}
          rows={[
            {
              id: '1',
              cells: [
                '令和8年度 第0042号',
                '令和8年11月20日 14時05分',
                long,
                '市民課長 山﨑 太郎\n市民課主任 髙橋 花子',
                hard,
              ],
            },
          ]}
        />
        <EmptyState icon="book" title="まだ行がありません">
          <p>行為が終わると、ここに書かれます。</p>
        </EmptyState>
      </div>
    </Card>
  )
}
