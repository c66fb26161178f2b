import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import {
  AGENCY_TYPES,
  BASES,
  CATEGORIES,
  HANDLING_CODES,
  LAWS,
  MATTERS,
  NOTICE_KINDS,
  PRIORITIES,
  PROTOCOLS,
  PURPOSES,
  REASONS,
  SIGNATURES,
} from '../domain/codes.ts'

/** Of codes, none twice. */
const listOf = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.array(z.enum(codes)).refine(list => new Set(list).size === list.length)

const categories = listOf(CATEGORIES)
const hours = z
  .int()
  .min(1)
  .max(24 * 30)
const onlyCategories = z.strictObject({ categories })
const reasons = listOf(REASONS).min(1)

const mandate = z.strictObject({ purposes: listOf(PURPOSES), categories, bases: listOf(BASES) })

const protocol = z.strictObject({
  matter: z.enum(MATTERS),
  handlingCode: z.enum(HANDLING_CODES),
  preference: listOf(PURPOSES).min(1),
  senders: listOf(AGENCY_TYPES).optional(),
  recipients: listOf(AGENCY_TYPES).optional(),
  notAcrossBordersBetween: listOf(AGENCY_TYPES),
  acrossBordersOnlyBetween: listOf(AGENCY_TYPES).min(1).optional(),
})

const article = z.strictObject({
  hub: z.string().regex(HUB_CODE),
  law: z.enum(LAWS),
  number: z.int().positive(),
  compels: categories,
  says: z.string(),
})

const notice = z.strictObject({
  issuers: listOf(AGENCY_TYPES).min(1),
  recipients: listOf(AGENCY_TYPES).min(1),
  purpose: z.enum(PURPOSES),
  bases: listOf(BASES).min(1),
  shows: listOf(CATEGORIES).min(1),
})

/** The file policy/mandates.v1.json: every agency type, purpose and protocol is there (z.record of an enum asks for all). */
export const policySchema = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  status: z.string(),
  howToRead: z.array(z.string()),
  mandates: z.record(z.enum(AGENCY_TYPES), mandate),
  purposes: z.record(z.enum(PURPOSES), onlyCategories),
  matters: z.record(z.enum(MATTERS), onlyCategories),
  protocols: z.record(z.enum(PROTOCOLS), protocol),
  bases: z.strictObject({
    order: listOf(BASES).length(BASES.length),
    needsSecondPerson: listOf(BASES),
    secondPersonWithinHours: hours,
    reviewWithinHours: z.strictObject({
      child_safeguarding: hours,
      vital_interest: hours,
      court_order: hours,
      legal_obligation: hours,
    }),
    standsWithoutGuardian: listOf(BASES),
    reasons: z.strictObject({
      child_safeguarding: reasons,
      vital_interest: reasons,
      court_order: reasons,
      legal_obligation: reasons,
    }),
    vitalInterest: z.strictObject({ categories, endsAfterHours: hours }),
    childSafeguarding: onlyCategories,
    courtOrder: z.strictObject({ authorities: listOf(AGENCY_TYPES).min(1) }),
    legalObligation: z.strictObject({ categories, articles: z.array(article) }),
  }),
  consentForm: z.strictObject({
    signatures: listOf(SIGNATURES).min(1),
    oral: z.strictObject({ priorities: listOf(PRIORITIES), purposes: listOf(PURPOSES), endsAfterHours: hours }),
    sheet: z.strictObject({
      signatures: listOf(SIGNATURES).min(1),
      priorities: listOf(PRIORITIES),
      withinHours: hours,
      warnHours: hours,
    }),
  }),
  firewall: z.strictObject({
    barred: listOf(AGENCY_TYPES),
    assistanceAgencies: listOf(AGENCY_TYPES),
    criminalProtocols: listOf(PROTOCOLS),
  }),
  notices: z.record(z.enum(NOTICE_KINDS), notice),
  representsForeignState: listOf(AGENCY_TYPES),
  secretCategories: categories,
  withdrawal: z.strictObject({ answerHours: hours, emergencyHours: hours, welfareCheckHours: hours }),
  grantStatus: z.strictObject({ pushHours: hours, staleHours: hours, withholds: categories }),
})
export type PolicyFile = z.output<typeof policySchema>
