/** Runs work at once, but in the order given within a lane; at most so many at a time. */
export class Lanes {
  readonly #atOnce: number
  readonly #lanes = new Map<string, Promise<void>>()
  #underWay = 0
  #freed: (() => void) | undefined

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Resolves when there is room for more, not when the work is done. One caller at a time. `work` never throws. */
  async add(lane: string, work: () => Promise<void>): Promise<void> {
    this.#underWay++
    const previous = this.#lanes.get(lane) ?? Promise.resolve()
    const mine = previous.then(work).finally(() => {
      if (this.#lanes.get(lane) === mine) this.#lanes.delete(lane)
      this.#underWay--
      this.#freed?.()
    })
    this.#lanes.set(lane, mine)
    while (this.#underWay >= this.#atOnce) {
      await new Promise<void>(resolve => {
        this.#freed = resolve
      })
    }
    this.#freed = undefined
  }

  /** Resolves when all work added so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#lanes.values())
  }
}
