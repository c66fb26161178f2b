import { agencyTypes, certificateUses } from '@amparo/contracts'
import { z } from 'zod'
import type { Agency, AgencyEntry, Certificate, HubEntry } from '../domain/entries.ts'

const certificateView = z.object({
  fingerprint: z.string().describe('OpenPGP, lower-case hex'),
  armored: z.string(),
  use: z.enum(certificateUses.all),
  hubHeld: z.boolean().describe("The private key is in the hub's key store"),
})

export const agencyView = z.object({
  hub: z.string(),
  agencyId: z.string(),
  type: z.enum(agencyTypes.all),
  name: z.string(),
  suspended: z.boolean(),
})
export const agencyEntryView = agencyView.extend({ certificates: z.array(certificateView) })
export const hubView = z.object({
  hub: z.string(),
  jurisdictionCertificate: z.string(),
  jurisdictionFingerprint: z.string(),
  certificates: z.array(certificateView),
})
export const sealCertificateView = z.object({ hub: z.string(), armored: z.string(), fingerprint: z.string() })

export const toAgencyView = ({ hub, agencyId, type, name, suspended }: Agency): z.input<typeof agencyView> => ({
  ...{ hub, agencyId, type, name, suspended },
})

export const toAgencyEntryView = (agency: AgencyEntry): z.input<typeof agencyEntryView> => ({
  ...toAgencyView(agency),
  certificates: agency.certificates.map(toCertificateView),
})

export const toHubView = (entry: HubEntry): z.input<typeof hubView> => ({
  hub: entry.hub,
  jurisdictionCertificate: entry.jurisdictionArmored,
  jurisdictionFingerprint: entry.jurisdictionFingerprint,
  certificates: entry.certificates.map(toCertificateView),
})

const toCertificateView = ({ fingerprint, armored, use, hubHeld }: Certificate): z.input<typeof certificateView> => ({
  ...{ fingerprint, armored, use, hubHeld },
})
