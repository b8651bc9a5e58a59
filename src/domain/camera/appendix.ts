import { type Basis, type Refusal, refuse } from '#law/basis.ts'
import { siteHouse } from '#law/house/site.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { refuseActing } from '../acting.ts'
import type { Decider, Happened, Said, Setting } from '../decider.ts'

/** One camera's line: what the document wants said of it, by the ids of `cameras.appendix.states`. */
export type AppendixLine = {
  readonly camera: string
  readonly states: Readonly<Record<string, string>>
  /** What shows the filmed area: a drawing with the view cone, never a picture the camera took. */
  readonly shownBy: 'drawing' | 'footage'
}

type Version = {
  readonly version: string
  readonly lines: readonly AppendixLine[]
  /** The committee's resolution; null where the manager decides. */
  readonly resolution: string | null
  readonly fromUs: number
}

export type AppendixCommand =
  | Said<'DecideAppendix', Version>
  /** Whether exact places may be published, from now on. */
  | Said<'DecidePublication', { readonly places: boolean; readonly resolution: string | null }>

export type AppendixEvent =
  | Happened<'AppendixDecided', Version>
  | Happened<'PublicationDecided', { readonly places: boolean }>

/** 別紙・別表: the versions of the list of places, oldest first; `places`: null while nobody has decided. */
export type AppendixState = {
  readonly versions: readonly Version[]
  readonly places: boolean | null
}

export const appendix: Decider<AppendixState, AppendixCommand, AppendixEvent> = {
  initial: { versions: [], places: null },
  decide: (setting, state, command) => {
    const { name, by: basis } = setting.profile.cameras.appendix
    const undecided = refuseUndecided(setting, command)
    if (undecided) return undecided
    switch (command.type) {
      case 'DecideAppendix': {
        const unfit = refuseVersion(name, state, command) ?? refuseLines(setting.profile, command)
        if (unfit) return unfit
        const { type: _, ...decided } = command
        return [{ type: 'AppendixDecided', ...decided, basis }]
      }
      case 'DecidePublication': {
        const { atUs, by, places } = command
        const published = setting.profile.cameras.appendix.published.by
        return [{ type: 'PublicationDecided', atUs, by, basis: published, places }]
      }
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'AppendixDecided': {
        const { version, lines, resolution, fromUs } = event
        return { ...state, versions: [...state.versions, { version, lines, resolution, fromUs }] }
      }
      case 'PublicationDecided':
        return { ...state, places: event.places }
    }
  },
}

/** The version in force then; undefined before the first. */
export const appendixAt = ({ versions }: AppendixState, atUs: number) =>
  versions.findLast(({ fromUs }) => fromUs <= atUs)

export const lineAt = (state: AppendixState, camera: string, atUs: number) =>
  appendixAt(state, atUs)?.lines.find(line => line.camera === camera)

/** Neither first switched on nor imported from: a camera the list does not have. */
export function refuseUnlisted(
  { cameras }: Profile,
  state: AppendixState,
  camera: string,
  atUs: number,
): Refusal | null {
  const { name, gate } = cameras.appendix
  return lineAt(state, camera, atUs)
    ? null
    : refuse(
        `「${camera}」は${name}に載っていません`,
        gate,
        `${name}の新しい版に載せてください。動いているカメラはそのまま動きます`,
      )
}

/** Whether exact places may be shown to the public: as the document leaves it until somebody decided. */
export function refusePlaces({ cameras }: Profile, { places }: AppendixState): Refusal | null {
  const { name, published } = cameras.appendix
  return (places ?? published.places)
    ? null
    : refuse(
        `${name}の詳しい場所は、公表しないことになっています`,
        published.by,
        '台数だけを示してください。公表するときは、先に公表を決めてください',
      )
}

function refuseUndecided(
  setting: Setting,
  { by, atUs, resolution }: AppendixCommand,
): Refusal | null {
  const { profile, office } = setting
  const { name, decidedBy, decider } = profile.cameras.appendix
  if (decidedBy === 'manager') return refuseActing(setting, by, atUs)
  const passed = office.resolutions.some(
    ({ id, passedAtUs, repealedAtUs }) =>
      id === resolution && passedAtUs <= atUs && (repealedAtUs === null || atUs < repealedAtUs),
  )
  return passed
    ? null
    : refuse(
        `${name}を決めた議決が書かれていません`,
        decider,
        `${profile.committee?.name ?? '委員会'}の会議の記録から、議決を選んでください`,
      )
}

function refuseVersion(
  name: string,
  { versions }: AppendixState,
  { atUs, version, fromUs }: Extract<AppendixCommand, { type: 'DecideAppendix' }>,
): Refusal | null {
  const latest = versions.at(-1)
  const known = versions.some(known => known.version === version)
  return version.trim() === '' || known || fromUs < Math.max(atUs, latest?.fromUs ?? atUs)
    ? refuse(
        `${name}の版の名がないか、すでにあるか、始まりがさかのぼっています`,
        siteHouse.listDecided,
        '新しい版の名と、いまより後の始まりを書いてください',
      )
    : null
}

function refuseLines(
  { cameras }: Profile,
  { lines }: Extract<AppendixCommand, { type: 'DecideAppendix' }>,
): Refusal | null {
  const { name, states } = cameras.appendix
  const refused = (sentence: string, basis: Basis, next: string) => refuse(sentence, basis, next)
  for (const { camera, states: said, shownBy } of lines) {
    if (shownBy === 'footage') {
      return refused(
        `「${camera}」の行に、撮影した画像が付いています`,
        siteHouse.drawing,
        '画像を外し、図面に撮影の向きを描いてください',
      )
    }
    const blank = states.find(({ id }) => (said[id] ?? '').trim() === '')
    if (blank) {
      return refused(
        `「${camera}」の行に、${blank.name}が書かれていません`,
        blank.by,
        `${blank.name}を書いてください`,
      )
    }
  }
  const twice = lines.find(({ camera }, i) =>
    lines.some((other, j) => j < i && other.camera === camera),
  )
  return twice
    ? refused(
        `「${twice.camera}」が${name}に二度出ています`,
        siteHouse.listDecided,
        '一台につき一行にしてください',
      )
    : null
}
