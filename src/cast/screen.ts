import { generateKeyPairSync, sign } from 'node:crypto'
import type { Browser } from './browser.ts'
import { created, type OfficeUser } from './office-user.ts'

const label = Buffer.from('tachiai/terminal/v1')

/** The screen in its room, with a key that never leaves it. */
export class Screen {
  readonly name: string
  readonly room: string
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' })

  constructor(name: string, room: string) {
    this.name = name
    this.room = room
  }

  /** With a number from the manager, typed at the screen itself. */
  async isEnrolledBy(manager: OfficeUser, keptBy: string | null = null): Promise<void> {
    const words = { terminal: this.name, room: this.room, keptBy }
    await this.isEnrolledWith(
      created(await manager.post('/api/terminals', words)).json.code,
      manager,
    )
  }

  /** Answers what the office calls it. */
  async isEnrolledWith(code: string, browser: Pick<Browser, 'post'>): Promise<string> {
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' })
    const key = { kty: 'EC', crv: 'P-256', x, y }
    const shown = this.#answer(await challengeFrom(browser))
    const answer = await browser.post('/api/terminals/enrol', { code, key, ...shown })
    return created(answer).json.happened[0].terminal
  }

  /** What shows at sign-in that somebody sits here. */
  async shows(browser: Pick<Browser, 'post'>) {
    return { terminal: this.name, ...this.#answer(await challengeFrom(browser)) }
  }

  /** Its signature beside a password: over exactly what the person is asked to sign. */
  over(challenge: string): string {
    const message = Buffer.from(challenge, 'base64url')
    return sign('sha256', message, this.#key.privateKey).toString('base64url')
  }

  #answer(challenge: string) {
    const message = Buffer.concat([label, Buffer.from(challenge, 'base64url')])
    const signature = sign('sha256', message, this.#key.privateKey).toString('base64url')
    return { challenge, signature }
  }
}

const challengeFrom = async ({ post }: Pick<Browser, 'post'>): Promise<string> =>
  (await post('/api/terminals/challenge')).json.challenge
