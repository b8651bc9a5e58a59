import type { FirstAsked } from '#desk/founding.ts'
import { BasisLine } from '../components/basis.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choices.tsx'
import { TextField } from '../components/text-field.tsx'
import { Seats } from '../people/seats.tsx'
import type { Entered } from './appointments.ts'

type Of = {
  readonly asked: FirstAsked
  readonly entered: Entered
  readonly onChange: (part: Partial<Entered>) => void
}

/** Who sits on the committee that the document sets up. */
export function Committee({ asked, entered, onChange }: Of) {
  const committee = asked.committee!
  const { seats } = entered
  return (
    <Card title={`3. ${committee.name}`}>
      <div className="flex flex-col gap-5">
        {committee.seats.count === null && (
          <div>
            <TextField
              label="委員の人数"
              isRequired
              width="short"
              inputMode="numeric"
              hint="規程の空欄に書き入れる数"
              value={entered.count}
              onChange={count => onChange({ count })}
            />
            <BasisLine basis={committee.seats.by} />
          </div>
        )}
        <Seats of={asked} seats={seats} onChange={next => onChange({ seats: next })} />
      </div>
    </Card>
  )
}

/** The section that answers, and who works in it. */
export function Section({ asked, entered, onChange }: Of) {
  const { manager, cameras } = asked
  return (
    <Card title={`3. ${manager.office}`}>
      <div className="flex flex-col gap-5">
        <BasisLine basis={manager.by} />
        <TextField
          label="課の名"
          isRequired
          width="medium"
          hint="例: 市民部市民課"
          value={entered.unit}
          onChange={unit => onChange({ unit })}
        />
        {manager.per === 'camera' && (
          <CheckboxGroup
            label="この課が所管するカメラ"
            isRequired
            hint={
              cameras.length === 0
                ? '先に録画機で「tachiai camera add」を行い、カメラを加えてください'
                : '管理責任者は、カメラごとに決まります'
            }
            values={entered.of}
            onChange={of => onChange({ of })}
            options={cameras.map(({ camera, name }) => ({ value: camera, label: name }))}
          />
        )}
        {manager.per === 'use' && (
          <TextField
            label="何のための画像か"
            isRequired
            width="medium"
            hint="例: 庁舎の安全管理"
            value={entered.use}
            onChange={use => onChange({ use })}
          />
        )}
        <TextField
          label="ほかの職員"
          lines={3}
          hint="一行に一人。取扱いや操作をする人の指定は、入ってから行います"
          value={entered.staff}
          onChange={staff => onChange({ staff })}
        />
      </div>
    </Card>
  )
}
