import type { TestContext } from 'node:test'
import { Screen } from '#cast/screen.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { approval, caseOf, takesIn, viewing } from './case.ts'
import { 刑事 } from './detective.ts'
import { created } from './person.ts'
import { runningSite } from './running-site.ts'
import { appointments, designation, instructs, sectionOf } from './section.ts'
import { opens } from './session.ts'
import { foundRoster } from './staffing.ts'

const unit = '西成区役所市民協働課'

/** Everything up to a session that was opened and signed, under the document that wants the fewest people. */
export async function quickViewing(t: TestContext) {
  const site = await runningSite(t, 'nishinari', ['北門'])
  const { minute } = site
  const camera = site.camera('北門')
  const { 課長, 担当, 職員 } = await sectionOf(site, { of: null, unit })
  await 課長.does(appointments, 'Designate', designation('担当', null, unit))
  const パソコン = new Screen('専用パソコン', '保管庫のある部屋')
  await パソコン.isEnrolledBy(課長)
  await 担当.sitsDown(パソコン)
  await 担当.does(['terminal', '専用パソコン'], 'CheckOut', { holder: '担当' })
  await foundRoster(site, 課長)
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]
  const says = { requester: 刑事, purpose: '捜査', ranges }

  /** Asked, decided and opened anew. */
  async function opensCase(id: string) {
    const whole = caseOf(nishinari, '第6条第1号', ['viewing'], { id, ...says })
    await takesIn(職員, 担当, whole)
    await 課長.does(approval(whole), 'DecideAsManager', { grant: true, reasons: '' })
    created(await instructs(課長, 担当, id))
    await site.isOver(minute)
    await 担当.does(viewing(whole, '1'), 'Open', opens(whole, 担当, []))
    return whole
  }
  return { site, camera, minute, 課長, 担当, 職員, opensCase }
}
