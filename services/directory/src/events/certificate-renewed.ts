import { certificateRenewed } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import { keepRenewed, type renewCertificate } from '../commands/renew-certificate.ts'

/** Redaction has another subkey to which forms are sealed. */
export const onCertificateRenewed = (renew: ReturnType<typeof renewCertificate>, now: Clock) =>
  on(
    certificateRenewed,
    ({ armored }, { occurredAt }) => renew(armored, occurredAt),
    (_, tx, __, renewed) => keepRenewed(tx, renewed, now()),
  )
