import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Link } from '#desk/gatherings.ts'
import { actWord } from '#law/called.ts'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choices.tsx'
import { Countdown } from '../components/countdown.tsx'
import { Problem } from '../components/problem.tsx'
import { Answers } from '../gathering/answers.tsx'
import { Asking } from '../gathering/asking.tsx'
import { Letters } from '../gathering/letters.tsx'
import { PrintedList } from '../gathering/printed-list.tsx'
import { caseGatheringsQuery } from '../gathering/reads.ts'
import { Screen } from '../screen.tsx'
import { useProfile } from '../session.ts'

/** 立会の手配: everybody who may witness is asked at once; who comes, and what is still short, stands here. */
export function Gathering() {
  const { id = '' } = useParams({ strict: false })
  const profile = useProfile()
  const [operator, setOperator] = useState('')
  const [chosen, setChosen] = useState('')
  const [links, setLinks] = useState<readonly Link[]>([])
  const { data } = useSuspenseQuery(caseGatheringsQuery(id, operator))
  const { acts, problem, nowUs, goneUs } = data
  const arranged = acts.find(({ act }) => act === chosen) ?? acts[0]
  const gathering = arranged?.gathering ?? null
  const add = (given: readonly Link[]) =>
    setLinks(before => [
      ...before.filter(({ person }) => !given.some(one => one.person === person)),
      ...given,
    ])
  return (
    <Screen
      title="立会いの手配"
      aside={
        <span className="print:hidden">
          <Countdown goneUs={goneUs === Number.MAX_SAFE_INTEGER ? null : goneUs} nowUs={nowUs} />
        </span>
      }
      crumbs={[
        { name: '受付と承認', to: '/requests' },
        { name: id, to: '/requests/$id', params: { id } },
        { name: '立会いの手配' },
      ]}
    >
      <Problem problem={problem} />
      {acts.length > 1 && (
        <div className="print:hidden">
          <Card>
            <RadioGroup
              label="何の立会いか"
              isRequired
              value={arranged?.act ?? ''}
              onChange={act => {
                setChosen(act)
                setLinks([])
              }}
              options={acts.map(({ act }) => ({ value: act, label: actWord(profile, act) }))}
            />
          </Card>
        </div>
      )}
      {arranged && !gathering && (
        <Asking
          key={arranged.act}
          request={id}
          arranged={arranged}
          nowUs={nowUs}
          operator={operator || data.operator}
          onOperator={setOperator}
          onAsked={setLinks}
        />
      )}
      {arranged && gathering && (
        <>
          <Letters gathering={gathering} links={links} />
          <Answers
            request={id}
            arranged={arranged}
            gathering={gathering}
            nowUs={nowUs}
            onLink={link => add([link])}
            onOff={() => setLinks([])}
          />
          <PrintedList gathering={gathering} links={links} />
        </>
      )}
    </Screen>
  )
}
