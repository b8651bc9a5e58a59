import { Fault } from '#fault/fault.ts'
import { KeystoreFault, type KeystoreFaultKind } from '#keystore/keystore-fault.ts'
import { OperatorError, type Text, text } from './command.ts'

/** What a process tells its parent when it cannot start. */
export type Problem = { readonly text: Text; readonly hint?: Text }

export function problemOf(error: unknown): Problem {
  const { message } = error as Error
  return (
    known(error) ?? {
      text: text(
        `録画係が起動できませんでした: ${message}`,
        `The keeper did not start: ${message}`,
      ),
    }
  )
}

export function officeProblemOf(error: unknown): Problem {
  const { message } = error as Error
  return (
    known(error) ?? {
      text: text(
        `事務室が動けません（録画は続いています）: ${message}`,
        `The office cannot go on (recording does): ${message}`,
      ),
    }
  )
}

function known(error: unknown): Problem | null {
  if (error instanceof Fault) return withHint(error.sentence, error.hint)
  if (error instanceof OperatorError) return withHint(error.text, error.hint)
  if (error instanceof KeystoreFault) return keystoreProblem(error)
  return null
}

const withHint = (text: Text, hint: Text | undefined): Problem => ({
  text,
  ...(hint ? { hint } : {}),
})

function keystoreProblem({ kind, message, places, hint }: KeystoreFault): Problem {
  const { ja, next } = keystoreKinds[kind]
  const where = places.length > 0 ? `（${places.join('、')}）` : ''
  return withHint(text(`${ja}${where}`, message), text(next, hint ?? message))
}

const keystoreKinds: Record<KeystoreFaultKind, { readonly ja: string; readonly next: string }> = {
  NotFound: {
    ja: '鍵束がありません',
    next: 'データの場所（TACHIAI_DATA）が正しいか確かめてください。',
  },
  Conflict: {
    ja: '鍵束がすでにあるか、別の録画係が使っています',
    next: '「tachiai status」で確かめてください。',
  },
  Unavailable: {
    ja: '鍵の片割れを置いた場所が応答しません',
    next: '片割れの入った媒体をつないで、もう一度実行してください。何も変更していません。',
  },
  NoSpace: {
    ja: 'ディスクに空きがなく、鍵束を書けません',
    next: 'データの場所に空きを作ってから、もう一度実行してください。',
  },
  DataLoss: {
    ja: '鍵束とその片割れがそろわないため、残っている映像は開けません',
    next: '片割れの媒体を取り違えていないか確かめてください。消さずに、詳しい人へ相談してください。',
  },
  Misconfigured: {
    ja: '鍵の片割れが、この設定のものではありません',
    next: 'site.json にある片割れの場所と順番を確かめてください。',
  },
}
