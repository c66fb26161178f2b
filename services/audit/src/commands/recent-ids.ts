/** Ids that were given to it last: as many as it has room for at least, and at most twice as many. */
export class RecentIds {
  readonly #room: number
  #newer = new Set<string>()
  #older = new Set<string>()

  constructor(room: number) {
    this.#room = room
  }

  has(id: string): boolean {
    return this.#newer.has(id) || this.#older.has(id)
  }

  add(id: string): void {
    if (this.#newer.size >= this.#room) {
      this.#older = this.#newer
      this.#newer = new Set()
    }
    this.#newer.add(id)
  }
}
