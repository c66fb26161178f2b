import { z } from 'zod'
import { areInOrder, incriminatingPassages } from './incriminating.ts'
import { codeWhere, oneOf } from './reference/code-list.ts'
import { ageBands, minorBands } from './reference/ctdc.ts'
import {
  eventTypes,
  exploitationTypes,
  genders,
  methodOfControlCrosswalk,
  methodsOfControl,
  migrationStatuses,
  processRoles,
  recruitmentMethods,
  traffickingStatuses,
} from './reference/htcds.ts'
import { isLanguage, isTextLanguage } from './reference/iso-639.ts'
import { isCountry } from './reference/iso-3166.ts'
import { needNames } from './reference/niem.ts'
import { fileNameLine, keptLine, writtenLine } from './written-line.ts'

/** How a field of one line is read. */
type Line = typeof writtenLine | typeof keptLine
const list = <T extends z.ZodType>(item: T, max = 30) => z.array(item).max(max)
/** A free code: it can hold no name. */
const freeCode = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/)
/** Year, month or day: many people know no more of their birth than that. */
const PARTIAL_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/
/** Also that there is such a day: read as a date, the 31st of February is one in March, and so somebody else's. */
export const isPartialDate = (text: string): boolean =>
  PARTIAL_DATE.test(text) && new Date(`${text.padEnd(10, '-01')}T00:00:00Z`).toISOString().startsWith(text)
const partialDate = z.string().regex(PARTIAL_DATE, { abort: true }).refine(isPartialDate)
const language = codeWhere(isLanguage)
const country = codeWhere(isCountry)

const identity = (line: Line) =>
  z.strictObject({
    /** Empty for a person who has not said it: unknown is an answer, never a ground to refuse. */
    names: list(line()),
    aliases: list(line()),
    dateOfBirth: partialDate.nullable().optional(),
    phones: list(line(60)),
    emails: list(line()),
    documents: list(z.strictObject({ type: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/), number: line(80) })),
    addresses: list(line(400)),
  })

const safeContact = (line: Line) =>
  z.strictObject({
    channel: oneOf(['phone', 'sms', 'whatsapp', 'email', 'in_person', 'via_third']),
    value: line().nullable(),
    when: line(),
    codeWord: line(80).nullable(),
    language,
  })

const guardian = (line: Line) =>
  z.strictObject({
    name: line(),
    relation: line(),
    phone: line(60).nullable(),
    informed: z.boolean(),
  })

const subject = (line: Line) =>
  z
    .strictObject({
      identity: identity(line),
      gender: oneOf(genders),
      ageBand: oneOf(ageBands).nullable().optional(),
      /** True when in doubt (directive 3). */
      isMinor: z.boolean(),
      languages: list(language),
      nationalities: list(country),
      migrationStatus: oneOf(migrationStatuses).nullable(),
      needs: list(oneOf(needNames)),
      risks: list(freeCode, 60),
      safeContact: safeContact(line).nullable().optional(),
      guardian: guardian(line).nullable().optional(),
    })
    .refine(s => s.isMinor || !minorBands.some(band => band === s.ageBand), {
      path: ['isMinor'],
      params: { code: 'age_in_doubt_means_child' },
    })

const event = z
  .strictObject({ type: oneOf(eventTypes), country, from: z.iso.date().nullable(), to: z.iso.date().nullable() })
  .refine(e => e.from === null || e.to === null || e.from <= e.to, {
    path: ['to'],
    params: { code: 'ends_before_start' },
  })

/** Other spellings of a code become the picklist's. */
const methodOfControl = z.preprocess(
  code =>
    typeof code === 'string' && Object.hasOwn(methodOfControlCrosswalk, code) ? methodOfControlCrosswalk[code] : code,
  oneOf(methodsOfControl),
)

const trafficking = z.strictObject({
  status: oneOf(traffickingStatuses),
  exploitationTypes: list(oneOf(exploitationTypes)),
  methodsOfControl: list(methodOfControl),
  recruitment: list(oneOf(recruitmentMethods)),
  events: list(event, 100),
})

const narrative = z
  .strictObject({
    lang: codeWhere(isTextLanguage),
    text: z.string().min(1).max(200_000),
    selfIncriminating: incriminatingPassages.optional(),
  })
  .refine(({ text, selfIncriminating = [] }) => areInOrder(selfIncriminating, text.length), {
    path: ['selfIncriminating'],
  })

/** Name and description only; both may name people, so both are free text like any other. */
const attachment = z.strictObject({
  name: fileNameLine,
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,120}$/),
  description: z.string().trim().max(1000).optional(),
})

/** Nothing in words: an account belongs into the narrative or a statement, where it is masked. */
const suspects = (line: Line) =>
  z.strictObject({
    persons: list(
      z.strictObject({ names: list(line()), aliases: list(line()), role: oneOf(processRoles), phones: list(line(60)) }),
    ).default([]),
    vehicles: list(
      z.strictObject({
        kind: freeCode,
        plate: z.string().regex(/^[A-Z0-9][A-Z0-9 -]{1,14}$/),
        country: country.nullable(),
      }),
    ).default([]),
    accounts: list(z.strictObject({ service: freeCode, handle: line(120) })).default([]),
  })

const payload = (line: Line) =>
  z.strictObject({
    subject: subject(line),
    trafficking,
    narrative: narrative.nullable().optional(),
    attachments: list(attachment, 100).default([]),
    /** The child's own views, sought according to age and maturity. Never a gate. */
    consentAssent: z.boolean().optional(),
    fearOfReturn: z
      .strictObject({ asked: z.boolean(), inPrivate: z.boolean(), answer: oneOf(['yes', 'no', 'declined']).nullable() })
      .optional(),
    /** Recruiters and others who did it: a category of its own, for police and prosecution. */
    suspects: suspects(line).optional(),
  })

/** The sealed data of POST /subjects. Only the sender and the redaction service ever see it. */
export const subjectPayloadSchema = payload(writtenLine)
/** The same as it was kept, perhaps before names were looked at for signs that are not seen. */
export const keptPayloadSchema = payload(keptLine)

/** As written by the sender. */
export type SubjectPayloadInput = z.input<typeof subjectPayloadSchema>
/** As checked. */
export type SubjectPayload = z.output<typeof subjectPayloadSchema>
