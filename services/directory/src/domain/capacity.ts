/** How much room an agency has for one service that it offers. */
export interface Capacity {
  readonly service: string
  /** Whole; undefined: it has not said. */
  readonly places: number | undefined
  /** False: it takes nobody now, however many places it has. */
  readonly open: boolean
  readonly statedAt: Date | undefined
}

export const unstated = (service: string): Capacity => ({
  service,
  places: undefined,
  open: true,
  statedAt: undefined,
})
