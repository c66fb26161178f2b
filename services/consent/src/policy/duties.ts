import type { PolicyFile } from './schema.ts'

type Duty = readonly [name: string, kept: (policy: PolicyFile) => boolean]

const none = (list: readonly string[], ...codes: string[]) => codes.every(code => !list.includes(code))

/** What no jurisdiction's policy may give away (docs: the rules that protect people). */
const DUTIES: readonly Duty[] = [
  ['migration enforcement is barred', p => p.firewall.barred.includes('migration_enforcement')],
  ['migration enforcement knows nothing', p => p.mandates.migration_enforcement.categories.length === 0],
  ['only criminal protocols are outside the firewall', p => p.firewall.criminalProtocols.every(isCriminal(p))],
  ['migration control needs no data of a person', p => p.purposes.migration_control.categories.length === 0],
  ['a notice names the person and says no more, on their consent alone', p => Object.values(p.notices).every(isBare)],
  [
    'migration enforcement gets the notice against removal alone, from those who protect',
    p =>
      p.notices.non_removal.issuers.every(
        type => type === 'identification_authority' || type === 'migration_protection',
      ) &&
      p.notices.consular.recipients.every(type => type === 'consulate') &&
      p.notices.non_removal.recipients.every(type => type === 'migration_enforcement'),
  ],
  [
    'a notice is no purpose of a referral',
    p => Object.values(p.notices).every(({ purpose }) => p.purposes[purpose].categories.length === 0),
  ],
  ['an auditor receives nothing', p => p.mandates.audit.purposes.length === 0],
  ['a consulate receives by choice only', p => p.mandates.consulate.bases.every(basis => basis === 'consent')],
  ['a vital interest ends within 72 h', p => p.bases.vitalInterest.endsAfterHours <= 72],
  [
    'a vital interest carries no name, place or story',
    p => none(p.bases.vitalInterest.categories, 'identity', 'documents', 'location', 'narrative', 'family'),
  ],
  [
    'an unlisted article compels no name, place or contact',
    p => none(p.bases.legalObligation.categories, 'identity', 'location', 'contact', 'safety', 'documents'),
  ],
  [
    'an officer alone needs a second within 24 h',
    p =>
      p.bases.secondPersonWithinHours <= 24 &&
      p.bases.needsSecondPerson.includes('vital_interest') &&
      p.bases.needsSecondPerson.includes('child_safeguarding'),
  ],
  ['oral consent lasts 72 h at most', p => p.consentForm.oral.endsAfterHours <= 72],
  [
    'what is signed or thumb-printed has its sheet, in an emergency within 72 h',
    ({ consentForm: { sheet } }) =>
      (['signed', 'thumbprint'] as const).every(signature => sheet.signatures.includes(signature)) &&
      sheet.priorities.every(priority => priority === 'emergency') &&
      sheet.withinHours <= 72 &&
      sheet.warnHours < sheet.withinHours,
  ],
  ['oral consent alone is no ordinary form', p => !p.consentForm.signatures.includes('oral')],
  [
    'only safeguarding and a court stand without a guardian',
    p => p.bases.standsWithoutGuardian.every(basis => basis === 'child_safeguarding' || basis === 'court_order'),
  ],
  [
    'police and prosecution see nothing self-incriminating',
    p =>
      none(p.mandates.police.categories, 'self_incriminating') &&
      none(p.mandates.prosecution.categories, 'self_incriminating'),
  ],
  [
    'migration enforcement neither sends nor receives a transfer',
    p => closedToEnforcement(p.protocols['cross-border-transfer']),
  ],
  [
    'protection is asked of a programme only',
    p => (p.protocols['witness-protection'].recipients ?? []).join() === 'witness_protection',
  ],
  [
    'protection crosses a border from programme to programme only',
    p => (p.protocols['witness-protection'].acrossBordersOnlyBetween ?? []).join() === 'witness_protection',
  ],
  ['a holder answers for an emergency first', p => p.withdrawal.emergencyHours <= p.withdrawal.answerHours],
  ['a welfare check is made within 24 h', p => p.withdrawal.welfareCheckHours <= 24],
  [
    'a grant of which nothing is heard shows no name, paper, contact, place or guardian',
    p =>
      p.grantStatus.pushHours < p.grantStatus.staleHours &&
      ['identity', 'documents', 'contact', 'location', 'family'].every(code =>
        p.grantStatus.withholds.some(kept => kept === code),
      ),
  ],
  [
    'gaps that would tell stay silent',
    p =>
      ['self_incriminating', 'help_seeking', 'health', 'safety', 'migration_status'].every(code =>
        p.secretCategories.some(secret => secret === code),
      ),
  ],
]

const isBare = ({ bases, shows }: PolicyFile['notices'][keyof PolicyFile['notices']]) =>
  bases.join() === 'consent' && shows.every(category => category === 'identity' || category === 'documents')

/** A list that is absent means anybody. */
const closedToEnforcement = ({ senders, recipients }: PolicyFile['protocols'][keyof PolicyFile['protocols']]) =>
  [senders, recipients].every(list => list !== undefined && !list.includes('migration_enforcement'))

const isCriminal = (policy: PolicyFile) => (name: keyof PolicyFile['protocols']) =>
  policy.protocols[name].matter === 'criminal'

export const brokenDuties = (policy: PolicyFile): string[] =>
  DUTIES.filter(([, kept]) => !kept(policy)).map(([name]) => name)
