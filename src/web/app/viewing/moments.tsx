import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { TextField } from '../components/text-field.tsx'
import { clockWords } from './words.ts'

/** A moment somebody wants to speak of in the record. It is kept in this page until then. */
export type Moment = { readonly camera: string; readonly captureUs: number; readonly says: string }

export const momentWords = ({ camera, captureUs, says }: Moment): string =>
  `${clockWords(captureUs)}（${camera}）${says}`

export function Moments({
  moments,
  onChange,
}: {
  readonly moments: readonly Moment[]
  readonly onChange: (moments: readonly Moment[]) => void
}) {
  return (
    <Card title="控えた場面">
      {moments.length === 0 ? (
        <p>
          「この場面を控える」を押すと、撮影の時刻がここに並び、終わったあと記録簿の備考に入ります。
        </p>
      ) : (
        <ul className="flex flex-col gap-4">
          {moments.map((moment, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same moment may be noted twice
            <li key={at} className="flex flex-col gap-2">
              <TextField
                label={`${clockWords(moment.captureUs)}（${moment.camera}）`}
                value={moment.says}
                onChange={says =>
                  onChange(moments.map((one, place) => (place === at ? { ...one, says } : one)))
                }
              />
              <p>
                <Button
                  look="text"
                  onClick={() => onChange(moments.filter((_, place) => place !== at))}
                >
                  {clockWords(moment.captureUs)}の控えを消す
                </Button>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
