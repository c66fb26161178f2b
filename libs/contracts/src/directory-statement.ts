import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import { accreditationShape } from './accreditation.ts'
import { agencyTypes, serviceCategories } from './codes.ts'
import { admitsChildren, eligibilityShape } from './eligibility.ts'
import { writtenLine } from './written-line.ts'

const hub = z.string().regex(HUB_CODE)
const armored = z.string().startsWith('-----BEGIN PGP PUBLIC KEY BLOCK-----').max(20_000)
const agencyType = z.string().refine(code => agencyTypes.is(code), { message: 'unknown_code' })

const serviceCategory = z.string().refine(code => serviceCategories.is(code), { message: 'unknown_code' })

/** `hubHeld` false: the agency holds the private key itself. Where none is hub-held, what is sent to it is sealed to this one. */
const agencyCertificate = z.strictObject({ armored, use: z.literal('agency'), hubHeld: z.boolean() })
const hubCertificate = z.strictObject({
  armored,
  use: z.enum(['redaction_seal', 'redaction_sign', 'redaction_sign_compatible', 'consent_sign', 'exchange_sign']),
  hubHeld: z.literal(true),
})

const agencyShape = z.strictObject({
  hub,
  agencyId: z.uuid(),
  type: agencyType,
  name: writtenLine(),
  /** OpenID issuer that may assert this agency. Absent: it is no member; nobody signs in for it, and it is reached by one-time links. */
  issuer: z.url().optional(),
  suspended: z.boolean().optional(),
  /** Absent only in what was signed before statements said it: no directory takes that any more. */
  accreditation: accreditationShape.optional(),
  certificates: z.array(agencyCertificate),
  /** What it offers. */
  services: z.array(serviceCategory).max(serviceCategories.all.length).optional(),
  /** Of the organisation, staffed day and night: international, digits only (E.164). */
  dutyPhone: z
    .string()
    .regex(/^\+[1-9]\d{4,14}$/)
    .optional(),
  /** Absent: no, unless the ages that it states include theirs. */
  takesMinors: z.boolean().optional(),
  /** For whom it is. Absent: for everybody, but for children only where it takes them. */
  eligibility: eligibilityShape.optional(),
})

/** Of children it says one thing, however it says it: a reader who knows `takesMinors` alone is not told another. */
const agency = agencyShape.refine(
  ({ takesMinors, eligibility = {} }) =>
    takesMinors === undefined || takesMinors === (admitsChildren(eligibility) ?? takesMinors),
  { path: ['takesMinors'], message: 'contradicts_ages' },
)

const fingerprint = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)

/** That one key of a jurisdiction has another one take its place: the JSON text that both sign. */
export const authoritySuccession = z.strictObject({
  kind: z.literal('authority-succession'),
  hub,
  from: fingerprint,
  to: fingerprint,
  issuedAt: z.iso.datetime(),
})
export type AuthoritySuccession = z.infer<typeof authoritySuccession>

const signature = z.string().startsWith('-----BEGIN PGP SIGNATURE-----').max(20_000)
const signedSuccession = z.strictObject({
  statement: z.string().max(2_000),
  /** By the key before, which passes its office on. */
  signature,
  /** By the next one: nobody is made an authority by a key that they do not have. */
  acceptance: signature,
  /** Of the next one. */
  certificate: armored,
})
export type SignedSuccession = z.infer<typeof signedSuccession>

const hubEntry = z.strictObject({
  hub,
  /** The offline key that certified everything else of this hub. */
  jurisdictionCertificate: armored,
  certificates: z.array(hubCertificate),
  /** How that key came into its office, oldest first. A directory that knows an earlier one follows them, and believes no other change. */
  successions: z.array(signedSuccession).max(32).optional(),
  /** Keys in whose place another was put without their word, since they were stolen or lost: people have compared the fingerprint of the new one. */
  replaced: z.array(fingerprint).max(32).optional(),
  /** Of the own hub: keys before, by which nothing stands certified any more. */
  ended: z.array(fingerprint).max(32).optional(),
})
export type HubEntry = z.infer<typeof hubEntry>

const instrument = z.strictObject({
  id: z.string().min(1).max(100),
  citation: z.string().min(1).max(500),
  hubs: z.array(hub).min(2),
  matter: z.enum(['assistance', 'criminal']),
  /** Which treaty it is, by the code under which evidence is asked for: nassau, untoc. Absent: some other agreement. */
  treaty: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .optional(),
  validUntil: z.iso.datetime(),
})

/** So many days after a statement the next one is there, also where nothing has changed: else nobody could tell one that is withheld. */
export const NEXT_STATEMENT_DAYS = 90

/**
 * Who takes over whom a suspended agency referred: another of its hub, by the word of the jurisdiction, and of nobody else. It stands as long as
 * the suspension does; what was taken over stays so.
 */
const succession = z.strictObject({ hub, agencyId: z.uuid(), successor: z.uuid() })

/**
 * All that a hub's directory holds, of its own agencies and of its peers', as its jurisdiction has signed it. `version` rises
 * with each statement; a directory never goes back to an older one.
 */
export const directoryStatement = z.strictObject({
  version: z.int().positive(),
  /** Whose directory this is. */
  hub,
  issuedAt: z.iso.datetime(),
  /** When the next one is there at the latest (as nextUpdate of RFC 5280, 5.1.2.5). Absent: `NEXT_STATEMENT_DAYS` later. */
  nextBy: z.iso.datetime().optional(),
  agencies: z.array(agency),
  hubs: z.array(hubEntry),
  instruments: z.array(instrument),
  /** Of agencies that are suspended. Absent: nobody takes over. */
  successors: z.array(succession).max(1_000).optional(),
})
export type DirectoryStatement = z.infer<typeof directoryStatement>

/**
 * The file: the statement's JSON text exactly as signed, and an armored OpenPGP detached signature over its UTF-8 bytes by the
 * jurisdiction's key. The text is verified before it is parsed.
 */
export const signedDirectoryStatement = z.strictObject({
  statement: z.string(),
  signature: z.string().startsWith('-----BEGIN PGP SIGNATURE-----'),
})
export type SignedDirectoryStatement = z.infer<typeof signedDirectoryStatement>
