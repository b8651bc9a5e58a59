import { printedMoment } from './printed-moment.ts'

/** How a recorder writes the start of a film into its path. */
export type Layout = {
  /** The maker, or the form where many use it. */
  readonly name: string
  /** On the end of the path, `/` between its parts; groups y mo d h mi s ms, and `zone` where one is written. */
  readonly form: RegExp
  /** What the recorder's clock shows; `utc` only where its maker says so. */
  readonly clock: 'local' | 'utc'
}

const time6 = String.raw`(?<h>\d\d)(?<mi>\d\d)(?<s>\d\d)`
const date8 = String.raw`(?<y>\d{4})(?<mo>\d\d)(?<d>\d\d)`
const dated = String.raw`(?<y>\d{4})[-_.](?<mo>\d\d)[-_.](?<d>\d\d)`
const timed = String.raw`(?<h>\d\d)[-_.:：](?<mi>\d\d)[-_.:：](?<s>\d\d)`

/** The first that fits counts; the sources are in design/room.md. */
export const layouts: readonly Layout[] = [
  {
    name: 'Canon VB',
    form: new RegExp(String.raw`(?:^|/)${date8}${time6}-\d{6}-[EMRTU]\d\d_\d+\.\w+$`),
    clock: 'utc',
  },
  {
    name: 'Panasonic HomeHawk',
    form: new RegExp(String.raw`(?:^|/)(?<mo>\d\d)-(?<d>\d\d)-(?<y>\d{4})/\d[AMC]${time6}\.\w+$`),
    clock: 'local',
  },
  {
    name: 'Dahua / Amcrest',
    form: /(?:^|\/)(?<y>\d{4})-(?<mo>\d\d)-(?<d>\d\d)\/(?:[^/]+\/){0,4}(?<h>\d\d)\.(?<mi>\d\d)\.(?<s>\d\d)-\d\d\.\d\d\.\d\d\[[^/]*$/,
    clock: 'local',
  },
  {
    name: 'Xiaomi',
    form: /(?:^|\/)(?<y>\d{4})(?<mo>\d\d)(?<d>\d\d)(?<h>\d\d)\/(?<mi>\d\d)M(?<s>\d\d)S[^/]*$/,
    clock: 'local',
  },
  {
    name: 'Wyze / ATOM Cam',
    form: /(?:^|\/)(?<y>\d{4})(?<mo>\d\d)(?<d>\d\d)\/(?<h>\d\d)\/(?<mi>\d\d)\.mp4$/i,
    clock: 'local',
  },
  {
    name: 'Havis',
    form: new RegExp(
      String.raw`(?<mon>[A-Z][a-z]{2})\.(?<d>\d\d)\.(?<y>\d{4})_${timed}[^/\d]*\.\w+$`,
    ),
    clock: 'local',
  },
  {
    name: 'VIOFO',
    form: new RegExp(String.raw`(?:^|/)(?<y>\d{4})_(?<mo>\d\d)(?<d>\d\d)_${time6}(?!\d)[^/]*$`),
    clock: 'local',
  },
  {
    name: 'Novatek',
    form: new RegExp(
      String.raw`(?:^|/)(?:FILE|EVT)(?<yy>\d\d)(?<mo>\d\d)(?<d>\d\d)-${time6}(?!\d)[^/]*$`,
    ),
    clock: 'local',
  },
  {
    name: 'ISO 8601',
    form: new RegExp(
      String.raw`(?<!\d)(?:${dated}T${timed}|${renamed(date8)}T${renamed(time6)})(?:\.\d+)?(?<zone>Z|\+\d\d[:-]?\d\d)?(?!\d)[^/]*$`,
    ),
    clock: 'local',
  },
  {
    name: 'yyyymmdd_hhmmss',
    form: new RegExp(String.raw`(?<!\d)${date8}[-_ ]?${time6}(?<ms>\d{3})?(?!\d)[^/]*$`),
    clock: 'local',
  },
  {
    name: 'yyyy-mm-dd hh-mm-ss',
    form: new RegExp(String.raw`(?<!\d)${dated}[-_. T]+${timed}(?!\d)[^/]*$`),
    clock: 'local',
  },
  {
    name: 'yyyy-mm-dd/…/hh-mm-ss',
    form: new RegExp(
      String.raw`(?:^|/)(?:${dated}|(?<y1>\d{4})/?(?<mo1>\d\d)/?(?<d1>\d\d))/(?:[^/]+/){0,4}[A-Za-z]{0,4}(?:${timed}|${renamed(time6)})(?!\d)[^/]*$`,
    ),
    clock: 'local',
  },
]

/** A form may name a group once only. */
function renamed(form: string): string {
  return form.replaceAll(/\(\?<(\w+)>/g, '(?<$11>')
}

/** When a path says that its film begins, µs since the epoch, and in whose manner; null where it says nothing. */
export function timeInName(path: string): { readonly us: number; readonly layout: string } | null {
  for (const { name, form, clock } of layouts) {
    const groups = form.exec(path)?.groups
    const us = groups ? printedMoment(groups, clock) : null
    if (us !== null) return { us, layout: name }
  }
  return null
}
