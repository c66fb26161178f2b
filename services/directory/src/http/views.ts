import { agencyTypes, certificateUses, genders, serviceCategories } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import { z } from 'zod'
import { isAccredited } from '../domain/accreditation.ts'
import type { Agency, AgencyEntry, Certificate, Eligibility, HubEntry, InForce } from '../domain/entries.ts'

type Viewer = Pick<Caller, 'hub' | 'agency'>

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
  accredited: z.boolean().describe('false: its accreditation has lapsed; nothing new goes to it or comes from it'),
  accreditation: z
    .object({
      on: z.iso.date().describe('When it was accredited, or was so again'),
      by: z.array(z.string()).describe('Names of the two institutions that approved it'),
      until: z.iso.datetime().describe('Exclusive'),
    })
    .optional()
    .describe('Absent: none is stated'),
  successor: z
    .string()
    .optional()
    .describe(
      'Of one that is suspended: which agency of its hub takes over whom it referred, as its jurisdiction states',
    ),
  member: z.boolean().describe('false: it is reached by one-time links only'),
  services: z.array(z.enum(serviceCategories.all)),
  takesMinors: z.boolean(),
  eligibility: z
    .object({
      minimumAge: z.int().optional().describe('Full years'),
      maximumAge: z.int().optional(),
      genders: z.array(z.enum(genders)).optional(),
    })
    .optional()
    .describe('For whom it is, as its jurisdiction states; absent, in whole or in part: for everybody'),
  holdsKeys: z.boolean().describe('What is sent to it, it alone opens: its hub has none of its keys'),
  dutyPhone: z.string().optional().describe('Of the own agency only'),
})
export const agencyEntryView = agencyView.extend({ certificates: z.array(certificateView) })
export const hubView = z.object({
  hub: z.string(),
  jurisdictionCertificate: z.string(),
  jurisdictionFingerprint: z.string(),
  certificates: z.array(certificateView),
})
export const statementView = z.object({
  version: z.int(),
  issuedAt: z.iso.datetime(),
  nextBy: z.iso.datetime().optional().describe('When the next one is there at the latest'),
  overdue: z
    .boolean()
    .describe('true: it is older than it may be, and a newer one may be withheld; what it says stays in force'),
})
export const sealCertificateView = z.object({ hub: z.string(), armored: z.string(), fingerprint: z.string() })

/** An agency reads its own duty phone here; another's is shown where a referral to it has waited too long. */
export const toAgencyView = (agency: Agency, viewer: Viewer, now: Date): z.input<typeof agencyView> => {
  const { hub, agencyId, type, name, issuer, suspended, services, takesMinors, holdsKeys, dutyPhone } = agency
  const { accreditation } = agency
  const isOwn = viewer.hub === hub && viewer.agency === agencyId
  return {
    ...{ hub, agencyId, type, name, suspended, member: issuer !== '', services: [...services], takesMinors },
    ...{ holdsKeys, accredited: isAccredited(agency, now) },
    ...(accreditation && {
      accreditation: { on: accreditation.on, by: [...accreditation.by], until: accreditation.until.toISOString() },
    }),
    ...(agency.successor !== undefined && { successor: agency.successor }),
    ...(agency.eligibility && { eligibility: forWhom(agency.eligibility) }),
    ...(isOwn && dutyPhone !== undefined && { dutyPhone }),
  }
}

/** Codes are read from a statement that was checked. */
const forWhom = ({ minimumAge, maximumAge, genders: served }: Eligibility) => ({
  ...(minimumAge !== undefined && { minimumAge }),
  ...(maximumAge !== undefined && { maximumAge }),
  ...(served && { genders: genders.filter(code => served.includes(code)) }),
})

export const toAgencyEntryView = (agency: AgencyEntry, viewer: Viewer, now: Date): z.input<typeof agencyEntryView> => ({
  ...toAgencyView(agency, viewer, now),
  certificates: agency.certificates.map(toCertificateView),
})

export const toHubView = (entry: HubEntry): z.input<typeof hubView> => ({
  hub: entry.hub,
  jurisdictionCertificate: entry.jurisdictionArmored,
  jurisdictionFingerprint: entry.jurisdictionFingerprint,
  certificates: entry.certificates.map(toCertificateView),
})

export const toStatementView = ({ version, issuedAt, nextBy }: InForce, now: Date): z.input<typeof statementView> => ({
  ...{ version, issuedAt: issuedAt.toISOString() },
  ...(nextBy && { nextBy: nextBy.toISOString() }),
  overdue: nextBy !== undefined && nextBy <= now,
})

const toCertificateView = ({ fingerprint, armored, use, hubHeld }: Certificate): z.input<typeof certificateView> => ({
  ...{ fingerprint, armored, use, hubHeld },
})
