import { DELIVERY_DUES, DELIVERY_ENDS, type DeliveryDues, ENDING_MS } from '@amparo/kernel'
import { z } from 'zod'

const MINUTE = 60_000
const MINUTES = /^(?<relayed>[1-9]\d*)\/(?<delivered>[1-9]\d*)\/(?<retrieved>[1-9]\d*)$/

const dues = (priority: string, otherwise: DeliveryDues) =>
  z
    .string()
    .regex(MINUTES)
    .default([otherwise.relayed, otherwise.delivered, otherwise.retrieved].map(ms => ms / MINUTE).join('/'))
    .transform((value): DeliveryDues => {
      const { relayed, delivered, retrieved } = MINUTES.exec(value)?.groups ?? {}
      const ms = (minutes: string | undefined) => Number(minutes) * MINUTE
      return { relayed: ms(relayed), delivered: ms(delivered), retrieved: ms(retrieved) }
    })
    .describe(`by when what is sent to another hub (${priority}) is to be relayed/delivered/retrieved, in minutes`)

/** Every service that waits for another hub reads the same variables: give them the same values. */
export const deliveryDues = {
  AMPARO_DUE_EMERGENCY: dues('emergency', DELIVERY_DUES.emergency),
  AMPARO_DUE_URGENT: dues('urgent', DELIVERY_DUES.urgent),
  AMPARO_DUE_NORMAL: dues('normal', DELIVERY_DUES.normal),
}

/** At least twice what ending takes, so that there is time to deliver; at most as long as other hubs remember what has come. */
const ends = (priority: string, otherwiseMs: number) =>
  z.coerce
    .number()
    .int()
    .min((2 * ENDING_MS) / MINUTE)
    .max(14 * 24 * 60)
    .default(otherwiseMs / MINUTE)
    .transform(minutes => minutes * MINUTE)
    .describe(`by when what is sent to another hub (${priority}) has ended: delivered, refused or expired, in minutes`)

/** The service that seals reads them: the expiry stands in what is signed, and every other place goes by that. */
export const deliveryEnds = {
  AMPARO_END_EMERGENCY: ends('emergency', DELIVERY_ENDS.emergency),
  AMPARO_END_URGENT: ends('urgent', DELIVERY_ENDS.urgent),
  AMPARO_END_NORMAL: ends('normal', DELIVERY_ENDS.normal),
}
