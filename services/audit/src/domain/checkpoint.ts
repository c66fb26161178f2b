/** A tree head: so many leaves, this root. */
export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

/** C2SP tlog-checkpoint: the origin names the log for ever, so it holds neither host nor port. Of a hub that was given none. */
export const originOf = (hub: string): string => `amparo.example/${hub.toLowerCase()}/access-log`

/** Of the hub as a witness of other logs. */
export const witnessNameOf = (hub: string): string => `amparo.example/${hub.toLowerCase()}/witness`
