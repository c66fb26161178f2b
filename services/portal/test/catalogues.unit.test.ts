import { readFileSync } from 'node:fs'
import {
  ageBands,
  agencyTypes,
  bases,
  dataCategories,
  denials,
  evidenceKinds,
  exploitationTypes,
  genders,
  methodsOfControl,
  migrationStatuses,
  needNames,
  priorities,
  purposes,
  RECALL_OUTCOMES,
  RECORD_DOINGS,
  RECORD_REASONS,
  recruitmentMethods,
  SCOPES,
  serviceCategories,
  statuses,
  traffickingStatuses,
} from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { CODES } from '../web/i18n/codes/index.ts'
import { faultText } from '../web/i18n/fault-text.ts'
import { chooseLanguage, LANGUAGES, regionOf } from '../web/i18n/language.ts'
import { allCountries, spokenLanguages, writtenLanguages } from '../web/i18n/lists.ts'
import { TEXTS } from '../web/i18n/texts/index.ts'
import { wordsIn } from '../web/i18n/words.ts'

/** Refusals of services' tables that nobody meets at this page, by who hears them instead. */
const NOT_AT_THE_PAGE = new Set(
  `
  another hub, or the operator about one
    message_refused recipient_key_unknown recipient_key_revoked recipient_key_expired signer_unknown signer_revoked signer_expired
    grant_invalid grant_signer_unknown grant_signer_revoked grant_signer_expired grant_mismatch grant_not_begun
    edge_message_unreadable edge_message_not_for_us edge_peer_unknown edge_signature_refused edge_signed_ahead edge_message_id_reused
    edge_message_expired
    package_altered package_too_large package_unreadable package_not_for_us package_replayed package_terms_differ package_expired
    package_malformed ciphertext_altered recipient_key_differs new_key_not_here_yet item_codes_missing
    message_unreadable message_not_for_us message_referral_unknown message_expired message_terms_differ message_malformed
    message_id_reused match_unreadable file_part_missing file_not_for_us file_of_other_size files_too_many peer_unknown
    request_terms_differ request_not_admitted request_incomplete request_unlawful request_text_unknown request_sender_suspended sender_suspended
    referral_id_taken update_too_early update_not_from_counterpart
  another service
    event_unreadable event_too_large lease_lost question_unreadable item_question_unreadable news_unreadable
    log_entry_invalid log_entry_out_of_time log_entry_id_reused log_number_early log_number_repeated log_origin_changed
    log_question_too_wide journal_line_invalid journal_head_invalid
  a witness, or who verifies the log
    head_unreadable head_unsigned head_inconsistent log_range_invalid
  the operator who takes a directory in
    directory_unreadable directory_not_signed directory_of_another_hub directory_inconsistent directory_older directory_conflicting
    authority_not_succeeded accreditation_missing accreditation_not_by_two accreditation_in_future
  the page of accounts
    sign_in_refused sign_in_blocked sign_in_busy agency_not_listed users_unreadable
  `.match(/[a-z]+(_[a-z]+)+/g),
)

/** Of docs/errors.md, made from the services' tables: those that are told by their own code. */
const refusals = [
  ...readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8').matchAll(
    /^\| `([a-z_]+)` \| \d+ \| (.*) \| (.*) \|$/gm,
  ),
].map(([, code = '', title = '', next = '']) => ({ code, title, next }))

/** What whoever finds a code sheet is not to read, at the address on it or at what is left of it when it is cut short. */
const TELLING =
  /traffick|trata(?!r)|tr[áa]fico|\btraite\b|v[íi]ctim|v[íi]tima|shelter|albergue|abrigo|h[ée]bergement|refer|deriva|encaminh|orient|police|polic[íi]a|consent/i

/** Every text of a catalogue by its path; a function's text is what it makes of an example. */
function textsIn(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]]
  if (typeof of === 'function') return [[path, String(of(2, 7))]]
  if (typeof of !== 'object' || of === null) return []
  return Object.entries(of).flatMap(([key, value]) => textsIn(value, `${path}/${key}`))
}

describe.each(LANGUAGES)('the catalogue in %s', language => {
  const texts = textsIn([TEXTS[language], CODES[language]])

  it('says something everywhere, at both ends without blanks', () => {
    expect(texts.length).toBeGreaterThan(500)
    const joins = ['/0/app/colon', '/0/app/semicolon']
    expect(texts.filter(([path, text]) => text === '' || (text !== text.trim() && !joins.includes(path)))).toEqual([])
  })

  it('has the same texts as every other', () => {
    expect(texts.map(([path]) => path).sort()).toEqual(
      textsIn([TEXTS.es, CODES.es])
        .map(([path]) => path)
        .sort(),
    )
  })

  it('leaves nothing of another language in it', () => {
    const other = language === 'en' ? TEXTS.es : TEXTS.en
    const others = new Map(textsIn(other))
    const same = textsIn(TEXTS[language]).filter(
      ([path, text]) => text.split(' ').length > 2 && others.get(path) === text,
    )
    expect(same).toEqual([])
  })

  it('tells nobody who is not signed in what the place is for', () => {
    const { app, welcome, record } = TEXTS[language]
    const open = textsIn({ app, welcome, page: record.page, sheet: record.sheet })
    expect(open.filter(([, text]) => TELLING.test(text))).toEqual([])
  })

  it.each([
    ['status', statuses.all],
    ['priority', priorities.all],
    ['purpose', purposes.all],
    ['category', dataCategories.all],
    ['basis', bases.all],
    ['agencyType', agencyTypes.all],
    ['service', serviceCategories.all],
    ['evidence', evidenceKinds.all],
    ['gender', genders],
    ['ageBand', ageBands],
    ['need', needNames],
    ['migrationStatus', migrationStatuses],
    ['traffickingStatus', traffickingStatuses],
    ['exploitation', exploitationTypes],
    ['control', methodsOfControl],
    ['recruitment', recruitmentMethods],
    ['scope', SCOPES],
  ] as const)('names each code of %s, and no other', (list, codes) => {
    expect(Object.keys(CODES[language][list]).sort()).toEqual([...codes].sort())
  })

  it('says what each did of whom a person’s own record tells, and what became of what was taken back', () => {
    const { did, recalled, reasons } = TEXTS[language].record.record
    expect(Object.keys(did).sort()).toEqual([...RECORD_DOINGS].sort())
    expect(Object.keys(reasons).sort()).toEqual([...RECORD_REASONS].sort())
    expect(Object.keys(recalled).sort()).toEqual([...RECALL_OUTCOMES].sort())
  })

  it('has a name for every language and country of its lists', () => {
    const words = wordsIn(language)
    const lists = [spokenLanguages(words), writtenLanguages(words), allCountries(words)]
    const fictional = ['XA', 'XB', 'XC']
    expect(lists.flat().filter(({ code, label }) => label === code && !fictional.includes(code))).toEqual([])
  })

  it('puts every denial into words', () => {
    const { problem } = wordsIn(language)
    for (const [code, [, title, next]] of Object.entries(denials.table)) {
      const said = problem({ code, title, next })
      if (language === 'en') expect(said).toEqual({ title, next })
      else expect([said.title, said.next]).not.toContain(title)
    }
  })
})

describe('a refusal', () => {
  it('of any service is put into words, or is one that nobody meets at this page', () => {
    expect(refusals.length).toBeGreaterThan(200)
    const { problem } = wordsIn('es')
    const isUnsaid = (refusal: (typeof refusals)[number]) => problem(refusal).title === refusal.title
    expect(refusals.filter(isUnsaid).map(({ code }) => code)).toEqual(
      refusals.map(({ code }) => code).filter(code => NOT_AT_THE_PAGE.has(code)),
    )
  })
})

it('names countries as they are named in Latin America', () => {
  expect(['SA', 'CI', 'RO'].map(wordsIn('es').countryName)).toEqual(['Arabia Saudita', 'Costa de Marfil', 'Rumania'])
  expect(wordsIn('pt').countryName('VN')).toBe('Vietnã')
})

describe('what code joins', () => {
  it.each([
    ['es', 'Nombres: Falta'],
    ['en', 'Nombres: Falta'],
    ['fr', 'Nombres\u00a0: Falta'],
    ['pt', 'Nombres: Falta'],
  ] as const)('has in %s the spaces of the language, and no colon after a question', (language, told) => {
    const { after } = wordsIn(language)
    expect(`Nombres${after('Nombres')}Falta`).toBe(told)
    expect(`¿Es menor?${after('¿Es menor?')}Falta`).toBe('¿Es menor? Falta')
  })

  it('leaves in French no mark alone at the beginning of a line, whoever says it', () => {
    const { t, codes, say, problem } = wordsIn('fr')
    const refused = problem({ code: 'purpose_outside_consent', title: '', next: '' })
    const all = [...textsIn(t), ...textsIn(codes), ...textsIn(refused)].map(([, said]) => said)
    for (const said of [...all, say({ es: '', en: '', fr: 'Qui ? « Moi »', pt: '' })])
      expect(said).not.toMatch(/ [;:!?»]|« /)
  })
})

it.each(LANGUAGES)(
  'in %s a field that a refusal is about points to the reason, and is not called unreadable',
  language => {
    const { form } = TEXTS[language]
    expect(faultText(form, 'purpose_outside_consent')).toBe(form.seeAbove)
    expect(faultText(form, 'required')).toBe(form.faults.required)
  },
)

describe('a refusal that the page does not know', () => {
  it('is told as the service worded it', () => {
    const unknown = { code: 'brand_new', title: 'Something new', next: 'Do this.' }
    expect(wordsIn('es').problem(unknown)).toEqual({ title: 'Something new', next: 'Do this.' })
  })

  it('does not find what objects bring along', () => {
    expect(wordsIn('es').problem({ code: 'constructor', title: 'T', next: 'N' })).toEqual({ title: 'T', next: 'N' })
  })
})

describe('the jurisdiction of a hub', () => {
  it.each([
    ['PE', 'fr', 'Pérou'],
    ['BR', 'en', 'Brazil'],
    ['MXCDMX', 'pt', 'México MXCDMX'],
    ['XA', 'es', 'XA'],
    ['XA2', 'es', 'XA2'],
  ] as const)('%s is in %s %s', (hub, language, said) => {
    expect(wordsIn(language).hubName(hub)).toBe(said)
  })

  it.each([
    ['PE', 'fr', 'Pérou (PE)'],
    ['MXCDMX', 'pt', 'México MXCDMX'],
    ['XA', 'es', 'XA'],
  ] as const)('%s, with its code, is in %s %s', (hub, language, said) => {
    expect(wordsIn(language).hubNameAndCode(hub)).toBe(said)
  })
})

describe('the language of the page', () => {
  it.each([
    ['what was chosen before', 'fr', ['es-MX', 'en'], 'fr'],
    ['the first of the browser that the page has', null, ['de-AT', 'pt-BR', 'en'], 'pt'],
    ['Spanish, when there is none of them', null, ['de', 'quz'], 'es'],
    ['nothing that the page does not have', 'de', ['en-GB'], 'en'],
  ])('is %s', (_, remembered, preferred, expected) => {
    expect(chooseLanguage(remembered, preferred)).toBe(expected)
  })

  it("writes dates as the browser's own country does", () => {
    expect(regionOf('en', ['es-MX', 'en-GB'])).toBe('en-GB')
    expect(regionOf('pt', ['es-MX'])).toBe('pt')
    expect(wordsIn('en', 'en-GB').day('2030-01-31')).toBe('31 January 2030')
  })

  it('leaves a date of which only the year is known as it is, and tells a month in words', () => {
    expect(wordsIn('es').day('1998')).toBe('1998')
    expect(wordsIn('pt', 'pt-BR').day('2013-05')).toBe('maio de 2013')
  })

  it('tells the last day of what lasts through it, and the moment of all else', () => {
    const { ends, moment } = wordsIn('pt', 'pt-BR')
    expect(ends('2027-07-01T00:00:00.000Z')).toBe('30 de junho de 2027')
    expect(ends('2027-07-01T14:00:00.000Z')).toBe(moment('2027-07-01T14:00:00.000Z'))
  })

  it('tells the first of a month in French as the first', () => {
    const { day, dayName, moment } = wordsIn('fr', 'fr-CA')
    expect([day('2026-12-01'), day('2026-12-11'), dayName('2026-12-01')]).toEqual([
      '1er décembre 2026',
      '11 décembre 2026',
      'Mardi 1er décembre 2026',
    ])
    expect(moment('2026-12-01T12:00:00Z')).toMatch(/^1er d/)
  })
})

it.each(LANGUAGES)('no two choices of a list have one name in %s', language => {
  const words = wordsIn(language)
  for (const list of [spokenLanguages(words), writtenLanguages(words), allCountries(words)]) {
    const labels = list.map(({ label }) => label)
    expect(labels).toEqual([...new Set(labels)])
  }
})

it('no sentence of a person’s own record ends twice', () => {
  const { record } = TEXTS.es.record
  expect(record.asOf('31 dic 2026, 8:51 a. m.')).toBe('A fecha de 31 dic 2026, 8:51 a. m.')
})

describe('a signed sheet that is refused', () => {
  const refused = refusals.filter(({ code }) => /^sheet_(?:unfit|too_large|of_another)$/.test(code))
  const NOTHING = /nothing was|no se guardó nada|rien n’a été|nada foi/i

  it('stands in three refusals', () => expect(refused).toHaveLength(3))

  it.each(LANGUAGES)('is all that was not kept, for the person was registered before: so it says in %s', language => {
    const next = refused.map(one => wordsIn(language).problem(one).next)
    expect([...next, ...refused.map(one => one.next)].filter(words => NOTHING.test(words))).toEqual([])
  })
})

it.each([
  ['es', 'Mostrar noviembre de 2026'],
  ['en', 'Show November 2026'],
  ['fr', 'Afficher novembre 2026'],
  ['pt', 'Mostrar novembro de 2026'],
] as const)(
  'a month in the middle of what a button says is written as the language writes it: %s',
  (language, said) => {
    const { t, monthWithin } = wordsIn(language)
    expect(t.desk.samples.show(monthWithin('2026-11-01'))).toBe(said)
  },
)
