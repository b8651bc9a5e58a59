/**
 * A case from its first word to its closed line and to the end of the picture, by the pages alone, before a recorder and an
 * office that really run. What differs between the documents is told by each test; the walk is one.
 */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { minuteUs, tokyo } from '#civil/minute.ts'
import { actWord } from '#law/called.ts'
import { isDecided } from '#law/retention.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { Hand } from './hand.ts'
import { type Person, passwordOf } from './scenario/person.ts'
import { newestLine } from './scenario/register.ts'
import { type RunningSite, runningSite } from './scenario/running-site.ts'
import { isGoneAfter } from './scenario/screening.ts'
import { scriptOf } from './scenario/script.ts'
import { foundRoster } from './scenario/staffing.ts'
import { until } from './site.ts'
import { look } from './staff-app.ts'
import { isBlank, type Seat, screensBuilt, shows, viewingRooms } from './viewing-room.ts'

/** Who does what in this document's office. */
export type Staff = {
  /** Who answers for the office and gives out screens. */
  readonly manager: Person
  readonly clerk: Person
  readonly reader: Person
  readonly operator: Person
  /** Of the staff, but not somebody who may operate. */
  readonly another: Person
  readonly deciders: readonly Person[]
  /** Those who sign beside the operator, or count among the two. */
  readonly witnesses: readonly Person[]
  readonly officers: readonly [Person, Person]
}

export type Whole = {
  readonly profile: Profile
  readonly camera: string
  readonly screen: { readonly terminal: string; readonly room: string }
  readonly begins?: Parameters<typeof runningSite>[3]
  readonly staffed: (site: RunningSite) => Promise<Staff>
  /** What somebody must sign who stands in the recorder's list of people. */
  readonly settles?: (staff: Staff) => Promise<void>
  readonly byPassword?: boolean
  readonly use?: string
  readonly ground: RegExp
  readonly purpose: string
  /** As they stand on the page, each a basis as it is printed. */
  readonly bases: {
    /** Of a paper or an answer that is still missing. */
    readonly incomplete: string
    readonly unapproved: string
    readonly notOperator: string
    /** Null: the document has no witnesses. */
    readonly oneWitness: string | null
    readonly gone: string
  }
  readonly register: string
  readonly line: Readonly<Record<string, RegExp>>
  readonly days: number
}

export async function walksWholeCase(t: TestContext, whole: Whole): Promise<void> {
  const { profile, bases, screen } = whole
  const step = scriptOf(t)
  await screensBuilt()
  const site = await runningSite(t, profile.id, [whole.camera], whole.begins)
  const { minute } = site
  const staff = await whole.staffed(site)
  const { manager, clerk, reader, operator, another, deciders, witnesses } = staff
  const rooms = await viewingRooms(t, manager.origin)
  const here = await rooms.seat()
  let steps = 0
  let number = ''

  /** Somebody at a machine of their own, until they get up. */
  async function at(person: Person, does: (hand: Hand, own: Seat) => Promise<unknown>) {
    const own = await rooms.seat()
    await rooms.signsIn(own, person)
    await own.plugs(person)
    const hand = new Hand(own.page)
    await does(hand, own)
    steps += hand.steps
    await own.context.close()
  }
  const caseOf = (page: Page, part = '') =>
    page.goto(`${rooms.origin}/requests/${encodeURIComponent(number)}${part}`)
  const signs = async (hand: Hand, person: Person) => {
    if (whole.byPassword) await hand.signsByPassword(person.name, passwordOf(person.name))
    else {
      await here.signs(person)
      hand.steps++
    }
  }

  await step('端末を登録し、録画機の前で名簿を決める', async () => {
    await rooms.enrols(here, manager, screen.terminal, screen.room)
    await foundRoster(site, manager, whole.byPassword)
    await whole.settles?.(staff)
  })

  await step('求めを、画面で受け付ける。まだ足りないものが、根拠とともに出る', () =>
    at(clerk, async hand => {
      number = await takesIn(hand, whole, minute)
      await hand.page.getByText(/^不足 \d+$/).waitFor()
      await hand.page.getByText(bases.incomplete).first().waitFor()
      await look(hand.page, `whole-${profile.id}-incomplete`)
      await proves(hand)
    }),
  )

  await step('二人目が読んで確かめると、点検がすべて適合になる', () =>
    at(reader, async hand => {
      await caseOf(hand.page)
      const read = hand.page.getByRole('button', { name: '読んで確かめた' })
      await hand.page.getByRole('heading', { name: '規程の点検（自動）' }).waitFor()
      if ((await read.count()) > 0) await hand.press('読んで確かめた')
      await hand.page.getByText('すべて適合').waitFor()
    }),
  )

  await step('承認のないうちは、端末の前でも始められない', async () => {
    await rooms.signsIn(here, operator)
    await caseOf(here.page, '/viewing')
    await here.page.getByText(bases.unapproved).first().waitFor()
    assert.equal(await here.page.getByRole('button', { name: '署名に進む' }).isEnabled(), false)
  })

  await step('決める人が、それぞれ自分の鍵で決める', async () => {
    for (const [place, decider] of deciders.entries()) {
      await at(decider, async (hand, own) => {
        await caseOf(hand.page)
        if (profile.committee && place === 0) await hand.press('この内容で採決にかける')
        await decides(hand, whole)
        await own.page.getByRole('dialog').waitFor()
        await hand.press('署名する')
        await own.page.getByRole('dialog').waitFor({ state: 'detached' })
        const instruct = own.page.getByLabel('この件を扱わせる')
        if (place === deciders.length - 1 && profile.operators.direction.kind === 'perAct') {
          await instruct.waitFor()
          await hand.pick('この件を扱わせる', operator.name)
          await hand.press('この件について指示する')
          await own.page.getByText(`${operator.name}さんに指示しました`).waitFor()
        }
      })
    }
  })

  await step('登録していない機械では、映せない', () =>
    at(operator, async ({ page }) => {
      await caseOf(page, '/viewing')
      await page.getByText(/登録した.+ではないので、画像を映せません/).waitFor()
    }),
  )

  await step('操作してよい人でなければ、登録した端末でも始められない', async () => {
    await rooms.signsIn(here, another)
    await caseOf(here.page, '/viewing')
    await here.page.getByText(bases.notOperator).first().waitFor()
    assert.equal(await here.page.getByRole('button', { name: '署名に進む' }).isEnabled(), false)
    await site.isOver(minute)
  })

  const hand = new Hand(here.page)
  const present = ({ name }: Person) =>
    here.page.getByRole('checkbox', { name: RegExp(`^${name} `) })

  await step('立会いの人が足りなければ、署名の前に、根拠が出る', async () => {
    await rooms.signsIn(here, operator)
    await caseOf(here.page, '/viewing')
    await here.page.getByText('告知文を見せた').waitFor()
    const checkOut = `${operator.name}が持ち出したと書く`
    await here.page.getByText('映す範囲').waitFor()
    if (profile.terminals.checkOut) await hand.press(checkOut)
    if (bases.oneWitness === null) {
      assert.equal(await here.page.getByText('立ち会う人').count(), 0)
      return
    }
    const [first, ...others] = witnesses
    await hand.tick(present(first!))
    await here.page.getByText(bases.oneWitness).first().waitFor()
    await look(here.page, `whole-${profile.id}-one-witness`)
    for (const witness of others) await hand.tick(present(witness))
  })

  await step('そろった人がそれぞれ署名すると、承認された一分が映る', async () => {
    await hand.tick(/告知文を見せた/)
    await hand.press('署名に進む')
    const signers = [...new Set([operator, ...witnesses])]
    for (const [place, signer] of signers.entries()) {
      await signs(hand, signer)
      if (place < signers.length - 1) await here.page.getByText('署名済み').nth(place).waitFor()
    }
    const first = await shows(here.page)
    await here.page.locator('canvas').focus()
    await here.page.keyboard.press('.')
    await until(async () => (await shows(here.page)) > first)
    await look(here.page, `whole-${profile.id}-room`)
  })

  await step('終えて行を確かめ、件を閉じる', async () => {
    const { page } = here
    await hand.press('閲覧を終える')
    await until(() => isBlank(page))
    await hand.press('この記録を確かめて署名する')
    await page.getByRole('dialog').waitFor()
    await signs(hand, operator)
    await page.getByText('記録簿の行を確定しました').waitFor()
    await look(page, `whole-${profile.id}-line`)
    await hand.press('この件を閉じる')
    await page.getByText('この件は閉じました').waitFor()
    steps += hand.steps
    t.diagnostic(`${profile.id}: ${steps} steps from the first word to the closed line`)
    const line = await newestLine(manager, whole.register)
    for (const [head, says] of Object.entries(whole.line)) assert.match(line[head] ?? '', says)
  })

  await step('閉じた件は、もう映せない', async () => {
    await caseOf(here.page, '/viewing')
    await here.page.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await isBlank(here.page), true)
    await until(async () => {
      const next = here.page.getByRole('button', { name: '署名に進む' })
      return (await next.count()) === 0 || !(await next.isEnabled())
    })
  })

  await step(
    '保存期間が過ぎると、画像はない。新しく求めても、そのことが根拠とともに出る',
    async () => {
      // A browser signed with their keys: the counters go on from there.
      for (const person of staff.officers) person.key.forBrowser()
      await isGoneAfter(site, staff.officers, whole.days, minute, bases.gone)
      await at(clerk, async hand => {
        number = await takesIn(hand, whole, minute)
        await hand.page.getByText('保存期間が過ぎ、消去されました').first().waitFor()
        if (isDecided(profile.retention.rule)) {
          await hand.page.getByText(/から消えています。/).waitFor()
          await hand.page.getByText(`${bases.gone}により`).first().waitFor()
        }
        await look(hand.page, `whole-${profile.id}-gone`)
      })
    },
  )

  await step('どの画面も、よそに何も求めず、誤りを言わない', async () => {
    assert.deepEqual(rooms.wrong, [])
    assert.equal(await site.run.stop(), 0)
  })
}

/** The first three of the five short steps; answers the number it was received under. */
async function takesIn(hand: Hand, whole: Whole, minute: number): Promise<string> {
  const { page } = hand
  await hand.go('受付と承認')
  await hand.follow(/を受け付ける$/)
  await hand.pick('求めている人', '警察・検察などの捜査機関')
  await hand.fill('所属機関・団体', 'みどり警察署（架空） 刑事第一課')
  await hand.fill('職名', '巡査部長')
  await hand.fill('氏名', '德永 栁')
  await hand.fill('連絡先', '000-0000-0110（内線312）')
  await hand.tick(actWord(whole.profile, 'viewing'))
  await hand.fill('目的', whole.purpose)
  await hand.press('次へ')
  await page.getByRole('heading', { name: '2 根拠' }).waitFor()
  await hand.tick(whole.ground)
  for (const yes of await page.getByLabel('はい', { exact: true }).all()) await hand.tick(yes)
  for (const facts of await page.getByLabel('そう言える事実').all())
    await hand.fill(facts, whole.purpose)
  for (const field of await page.getByLabel('根拠の法令').all())
    await hand.fill(field, '刑事訴訟法第197条第2項')
  await hand.press('次へ')
  await page.getByRole('heading', { name: '3 どの映像' }).waitFor()
  await hand.tick(RegExp(whole.camera))
  const from = tokyo(minute * minuteUs)
  const to = tokyo((minute + 1) * minuteUs)
  await hand.fill('撮影の日', `R${from.year - 2018}.${from.month}.${from.day}`)
  await hand.fill('何時から', timeOf(from))
  await hand.fill('何時まで', timeOf(to))
  await hand.press('受け付けて番号を取る')
  await page.getByRole('heading', { level: 1, name: /第\d+号$/ }).waitFor()
  return page.getByRole('heading', { level: 1 }).innerText()
}

const timeOf = ({ hour, minute }: ReturnType<typeof tokyo>) =>
  `${hour}:${String(minute).padStart(2, '0')}`

/** Everything that the ground asks besides, card by card. */
async function proves(hand: Hand): Promise<void> {
  const { page } = hand
  const eachCard = async (
    button: RegExp,
    fills: (card: ReturnType<Page['locator']>) => unknown,
  ) => {
    const pending = page.getByRole('button', { name: button })
    for (let left = await pending.count(); left > 0; left = await pending.count()) {
      const card = page.locator('form', { has: pending.first() }).first()
      await fills(card)
      await hand.press(pending.first())
      await until(async () => (await pending.count()) < left)
    }
  }
  await eachCard(/を受け取った$/, async card => {
    for (const field of await card.getByRole('textbox').all()) {
      if ((await field.inputValue()) !== '') continue
      const label = await field.evaluate(
        (input: { labels?: ArrayLike<{ innerText: string }> }) =>
          input.labels?.[0]?.innerText ?? '',
      )
      if (label.includes('文書番号')) continue
      await hand.fill(field, label.includes('日') ? 'R8.11.14' : '捜査第123号のとおり')
    }
    const scan = { name: '写し.pdf', mimeType: 'application/pdf' }
    await hand.hands(card.getByLabel('写し'), { ...scan, buffer: Buffer.from('%PDF-1.4 写し') })
  })
  await eachCard(/^答えを書き入れる$/, async card => {
    await hand.tick(card.getByLabel('はい', { exact: true }))
    await hand.fill(card.getByLabel('そう言える事実'), 'ひき逃げの捜査に要る')
  })
  await eachCard(/^書き入れる$/, async card => {
    for (const field of await card.getByRole('textbox').all()) await hand.fill(field, '令和8年11月')
  })
  await eachCard(/^確かめた$/, async card => {
    for (const field of await card.getByRole('textbox').all()) await hand.fill(field, '警察手帳')
    await hand.tick(card.getByLabel('写真と本人を見比べた'))
  })
}

async function decides(hand: Hand, { profile, use }: Whole): Promise<void> {
  if (use) await hand.fill('どの事務のための利用か', use)
  await hand.tick(profile.committee ? '承認する' : '承認')
  await hand.press(/^この判断で/)
}
