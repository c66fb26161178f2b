/** Who may send to whom under a protocol, and for whom it is. A full protocol engine can stand behind the same interface. */
export interface Protocols {
  check(question: ProtocolQuestion): ProtocolVerdict
}

export interface ProtocolQuestion {
  readonly protocol: string
  /** Agency types, as in the directory. */
  readonly sender: string
  readonly recipient: string
  /** Under 18, or age in doubt. */
  readonly minor: boolean
}

export type ProtocolVerdict = 'ok' | 'not_for_agency' | 'needs_minor'

interface Rule {
  /** Absent: any agency. */
  readonly senders?: readonly string[]
  readonly recipients?: readonly string[]
  readonly notRecipients?: readonly string[]
  readonly onlyMinors?: true
}

/** Between these, criminal matters travel as spontaneous transmissions, not as referrals to a service. */
const CRIMINAL_JUSTICE = ['police', 'prosecution', 'central_authority', 'court'] as const

const RULES: Readonly<Record<string, Rule>> = {
  'oas-64-standard': {},
  'child-safeguarding': { notRecipients: ['migration_enforcement'], onlyMinors: true },
  /** The decider is never migration enforcement. */
  'formal-identification': {
    recipients: ['identification_authority', 'migration_protection', 'prosecution', 'police', 'central_authority'],
  },
  'spontaneous-transmission': { senders: CRIMINAL_JUSTICE, recipients: CRIMINAL_JUSTICE },
}

/** No agency of this type takes part in referrals. */
const NEVER = ['audit']

const permits = (list: readonly string[] | undefined, type: string): boolean =>
  list === undefined || list.includes(type)

/** The table of this file, as protocols. */
export const protocolTable: Protocols = {
  check({ protocol, sender, recipient, minor }) {
    const rule = RULES[protocol]
    if (rule === undefined || NEVER.includes(sender) || NEVER.includes(recipient)) return 'not_for_agency'
    if (!permits(rule.senders, sender) || !permits(rule.recipients, recipient)) return 'not_for_agency'
    if (rule.notRecipients?.includes(recipient)) return 'not_for_agency'
    return rule.onlyMinors && !minor ? 'needs_minor' : 'ok'
  },
}
