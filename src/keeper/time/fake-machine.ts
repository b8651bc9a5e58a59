import type { Readings } from './readings.ts'

/** A machine whose clocks a test moves. True time runs in `wait` and `reboot`; what the clocks show can be bent. For tests. */
export class FakeMachine implements Readings {
  trueUs: number
  /** How far the system clock and the hardware clock are ahead of true time. */
  wallAheadUs = 0
  hardwareAheadUs = 0
  isSynchronised = false
  #boot = 1
  #bootUs = 60_000_000
  #sleptUs = 0

  constructor(trueUs: number) {
    this.trueUs = trueUs
  }

  bootId = () => `boot-${this.#boot}`
  bootUs = () => Math.floor(this.#bootUs / 10_000) * 10_000
  monotonicUs = () => this.#bootUs - this.#sleptUs
  wallUs = () => this.trueUs + this.wallAheadUs
  synchronised = () => this.isSynchronised
  hardwareUs = (): number | null =>
    Math.floor((this.trueUs + this.hardwareAheadUs) / 1_000_000) * 1_000_000

  wait(us: number): void {
    this.trueUs += us
    this.#bootUs += us
  }

  sleep(us: number): void {
    this.wait(us)
    this.#sleptUs += us
  }

  /** Off for so long; the system clock then starts from the hardware clock. */
  reboot(offUs: number): void {
    this.trueUs += offUs
    this.#boot += 1
    this.#bootUs = 20_000_000
    this.#sleptUs = 0
    this.trueUs += this.#bootUs
    this.isSynchronised = false
    this.wallAheadUs = this.hardwareAheadUs
  }

  /** An NTP answer: the system clock is set, and the kernel copies it into the hardware clock. */
  synchronise(aheadUs = 0): void {
    this.isSynchronised = true
    this.wallAheadUs = aheadUs
    this.hardwareAheadUs = aheadUs
  }
}
