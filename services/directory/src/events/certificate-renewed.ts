import { certificateRenewed } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { renewCertificate } from '../commands/renew-certificate.ts'
import { saveRenewed } from '../store/renewed.ts'

/** Redaction has another subkey to which forms are sealed. */
export const onCertificateRenewed = (renew: ReturnType<typeof renewCertificate>) =>
  on(
    certificateRenewed,
    ({ armored }, { occurredAt }) => renew(armored, occurredAt),
    async (_, tx, __, renewed) => {
      if (renewed !== undefined) await saveRenewed(tx, renewed)
    },
  )
