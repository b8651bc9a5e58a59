/** What the hour does to the picture. */
export type Light = 'day' | 'dusk' | 'night'

export const lightAt = (hour: number): Light =>
  hour >= 7 && hour < 16 ? 'day' : hour >= 19 || hour < 5 ? 'night' : 'dusk'

/** By day, dusk and night; a single colour is what daylight shows and darkens by itself. */
const painted = {
  band: ['#16213a', '#16213a', '#16213a'],
  skyHigh: ['#86bce8', '#6a78b4', '#0d1530'],
  skyMid: ['#a3cdef', '#a98bb0', '#131d3d'],
  skyLow: ['#c2e0f5', '#e3a592', '#1b284d'],
  skyRim: ['#dcedf6', '#f7cb94', '#25355f'],
  orb: ['#fff6cf', '#ffb764', '#f3efd6'],
  cloud: ['#f7fbfe', '#f6c7b4', '#2b3963'],
  lamp: ['#dfe4e4', '#ffe7a3', '#ffe9a0'],
  glow: ['#c9c3b4', '#e2c58f', '#b39c62'],
  window: ['#8fb2c6', '#8a90a8', '#1b2740'],
  litWindow: ['#9fc0d2', '#ffd98a', '#ffd27a'],
  shopWindow: ['#bcd9e2', '#ffe3a6', '#ffe0a0'],
  vendorFace: ['#eaf2f5', '#f8fbff', '#f4fbff'],
  go: ['#1fae74', '#1fc987', '#1fdc93'],
  stop: ['#d8402f', '#f04b38', '#ff4e3a'],
  dark: ['#333b40', '#2b2f38', '#171c26'],
  hill: ['#7fa894'],
  wall: ['#efe3c8'],
  wallShade: ['#d9c9a8'],
  flat: ['#d7d3cb'],
  flatShade: ['#b9b4ab'],
  hall: ['#e7d3b7'],
  roof: ['#51667a'],
  roofShade: ['#3f5163'],
  wood: ['#8a6244'],
  board: ['#2f6b52'],
  red: ['#c9493d'],
  cream: ['#f6efe0'],
  pavement: ['#c9c3b4'],
  curb: ['#e7e3d8'],
  road: ['#6d7177'],
  paint: ['#ecebe4'],
  grass: ['#9cc07a'],
  grassShade: ['#84ab66'],
  path: ['#dccfae'],
  water: ['#7fb4cf'],
  leaf: ['#5d9457'],
  leafShade: ['#457a48'],
  blossom: ['#eeb4c2'],
  pole: ['#8d9296'],
  steel: ['#b9c2c8'],
  yellow: ['#eec044'],
  blue: ['#3d74b0'],
  skin: ['#f0c8a0'],
  hair: ['#3a2f2b'],
  coat: ['#d9663f'],
  jacket: ['#3f6f9f'],
  trousers: ['#41495a'],
  cat: ['#e9a45a'],
  catStripe: ['#c67f3a'],
  ink: ['#fbfdff', '#fbfdff', '#fbfdff'],
} as const satisfies Record<string, readonly string[]>

export type ColourName = keyof typeof painted
const names = Object.keys(painted) as ColourName[]

/** Number of a colour on the canvas. */
export const colour = Object.fromEntries(names.map((name, i) => [name, i])) as Readonly<
  Record<ColourName, number>
>

type Rgb = readonly [number, number, number]
const tints: Readonly<Record<Light, Rgb>> = {
  day: [1, 1, 1],
  dusk: [0.86, 0.72, 0.68],
  night: [0.3, 0.36, 0.54],
}

const steps = 5
const pairs = [
  ['band', 'ink'],
  ['board', 'ink'],
  ['wood', 'cream'],
  ['cream', 'red'],
] as const
type Paper = (typeof pairs)[number][0]

/** The steps between a paper and its ink, for lettering. */
export const inkOn = (paper: Paper): readonly number[] => {
  const row = pairs.findIndex(([name]) => name === paper)
  return Array.from({ length: steps }, (_, step) => names.length + row * steps + step)
}

function rgb(name: ColourName, light: Light): Rgb {
  const shades: readonly string[] = painted[name]
  const shade = shades[['day', 'dusk', 'night'].indexOf(light)]
  const value = Number.parseInt((shade ?? shades[0]!).slice(1), 16)
  const tint = shade ? tints.day : tints[light]
  return [(value >> 16) * tint[0], ((value >> 8) & 255) * tint[1], (value & 255) * tint[2]]
}

/** Y, Cb and Cr of every colour number, BT.601 in 16…235. */
export type Palette = { readonly y: Uint8Array; readonly cb: Uint8Array; readonly cr: Uint8Array }

export function palette(light: Light): Palette {
  const blends = pairs.flatMap(([paper, ink]) => {
    const [from, to] = [rgb(paper, light), rgb(ink, light)]
    return Array.from({ length: steps }, (_, step) =>
      from.map((value, i) => value + ((to[i]! - value) * step) / (steps - 1)),
    )
  })
  const all = [...names.map(name => rgb(name, light)), ...blends]
  const plane = (base: number, r: number, g: number, b: number) =>
    Uint8Array.from(all, ([red, green, blue]) =>
      Math.round(base + (red! * r + green! * g + blue! * b) / 255),
    )
  return {
    y: plane(16, 65.481, 128.553, 24.966),
    cb: plane(128, -37.797, -74.203, 112),
    cr: plane(128, 112, -93.786, -18.214),
  }
}
