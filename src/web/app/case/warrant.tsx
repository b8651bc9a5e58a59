import { useQuery } from '@tanstack/react-query'
import type { CaseNow } from '#desk/case-now.ts'
import type { SealedCopyState } from '#domain/sealed-copy/words.ts'
import type { Profile } from '#law/profile.ts'
import { BasisLine } from '../components/basis.tsx'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { Notice } from '../components/notice.tsx'
import { thingQuery } from '../reads.ts'
import { type Field, given, people } from '../said/field.ts'
import { Say } from '../said/say.tsx'
import type { Saying } from '../said/saying.ts'
import { Sayings } from '../said/sayings.tsx'
import { useProfile } from '../session.ts'

type Of = { readonly now: CaseNow; readonly onDone: () => Promise<unknown> }

/**
 * 令状: carried out, not decided. Two people in office sign; one alone at night may make a sealed copy, which nobody can
 * read before the second signature. Where the document is silent, the page says whom to ask.
 */
export function Warrant({ now, onDone }: Of) {
  const profile = useProfile()
  const { warrant, silence } = profile
  const { data: sealed = null } = useQuery({
    ...thingQuery('sealed-copy', [now.id]),
    retry: false,
    throwOnError: false,
  })
  if (now.request.internal) return null
  if (warrant.kind === 'ask') {
    return now.request.warrant ? (
      <Card title="令状">
        <Notice kind="warning" title="令状の扱いについて、規程に定めがありません">
          <p>{silence.ask}に確かめてください。</p>
          <BasisLine basis={warrant.by} />
        </Notice>
      </Card>
    ) : null
  }
  const sayings = now.request.warrant ? [] : [presenting(profile)]
  return (
    <Card title="裁判官の令状">
      {now.request.warrant ? (
        <Shown now={now} onDone={onDone} sealed={sealed} />
      ) : (
        <>
          <p>
            令状が示されたときは、可否を判断しません。令状を見て書き入れ、役職にある
            {warrant.signers.count}名が署名します。
          </p>
          <BasisLine basis={warrant.noVote} />
          <Sayings kind="request" ids={[now.id]} sayings={sayings} onDone={onDone} />
        </>
      )}
    </Card>
  )
}

const presenting = ({ warrant }: Profile): Saying<'request'> => {
  const entries = warrant.kind === 'ownPath' ? warrant.entries : []
  return {
    type: 'PresentWarrant',
    title: '令状が示された',
    button: '令状を書き入れる',
    fields: { warrant: warrantField(entries) },
  }
}

type Entries = readonly { readonly id: string; readonly name: string }[]

/** Court, number, officer and inventory are words of the paper itself; what else the document asks stands beside them. */
function warrantField(entries: Entries) {
  const own = [
    { id: 'court', name: '裁判所' },
    { id: 'number', name: '令状の番号' },
    { id: 'officer', name: '示した人（官職・氏名）' },
    { id: 'inventory', name: '差し押さえるべき物' },
  ]
  const further = entries.filter(({ id }) => !own.some(one => one.id === id))
  const all = [...own, ...further]
  const field: Field<{
    readonly court: string
    readonly number: string
    readonly officer: string
    readonly inventory: string
    readonly entries: Readonly<Record<string, string>>
  }> = {
    input: 'cells',
    label: '令状',
    hint: null,
    isRequired: true,
    first: {},
    choices: all.map(({ id, name }) => ({ value: id, label: name })),
    read: typed => {
      const found = (typed ?? {}) as Readonly<Record<string, string>>
      const { court = '', number = '', officer = '', inventory = '' } = found
      if ([court, number, officer, inventory].some(word => word.trim() === '')) return undefined
      return { court, number, officer, inventory, entries: found }
    },
  }
  return field
}

function Shown({ now, onDone, sealed }: Of & { readonly sealed: SealedCopyState | null }) {
  const profile = useProfile()
  const paper = now.request.warrant!
  const isSigned = now.approval.decisions.some(
    one => one.status === 'approved' && one.way === 'warrant',
  )
  const count = profile.warrant.kind === 'ownPath' ? profile.warrant.signers.count : 2
  const signing: Saying<'approval'> = {
    type: 'SignWarrant',
    title: '令状に署名する',
    button: '署名に進む',
    fields: { signers: people(`署名する人（役職にある${count}名）`) },
  }
  const sealing: Saying<'sealed-copy'> = {
    type: 'SealCopy',
    title: '一人しかいないとき: 封印写しを作る',
    button: '封印写しを作る',
    says: '写しは、二人目が署名するまで、だれにも読めません。作った人だけでは開けません。',
    fields: { number: given(`${now.id} 封印1`), ranges: given(now.request.ranges) },
  }
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          { name: '裁判所', says: paper.court },
          { name: '番号', says: paper.number },
          { name: '示した人', says: paper.officer },
          { name: '差し押さえるべき物', says: paper.inventory },
        ]}
      />
      {!isSigned && (
        <Say kind="approval" ids={[now.id]} saying={signing} look="filled" onDone={onDone} />
      )}
      {sealed && sealed.status !== 'none' ? (
        <Sealed now={now} onDone={onDone} sealed={sealed} />
      ) : (
        !isSigned && (
          <Sayings kind="sealed-copy" ids={[now.id]} sayings={[sealing]} onDone={onDone} />
        )
      )}
    </div>
  )
}

function Sealed({
  now,
  onDone,
  sealed,
}: Of & { readonly sealed: Exclude<SealedCopyState, { status: 'none' }> }) {
  const releasing: Saying<'sealed-copy'> = {
    type: 'ReleaseSealedKey',
    title: '封印を解く',
    button: '署名して封印を解く',
    says: '封印写しを作った人とは別の人が行います。',
    fields: {},
  }
  return (
    <Notice
      title={
        sealed.status === 'sealed'
          ? `封印写し ${sealed.number}`
          : `封印を解きました（${sealed.number}）`
      }
    >
      <p>作った人: {sealed.sealedBy}</p>
      {sealed.status === 'sealed' && (
        <Say kind="sealed-copy" ids={[now.id]} saying={releasing} onDone={onDone} />
      )}
    </Notice>
  )
}
