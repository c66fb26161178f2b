import type { Language } from '@amparo/protocols'
import { escaped, FILLS, INKS, SYSTEM_INK } from './dot-text.ts'

export interface LegendWords {
  readonly submit: string
  readonly from: string
  readonly anyOpen: string
  severalOpen(count: number): string
  readonly senderTurn: string
  readonly recipientTurn: string
  readonly final: string
  readonly paused: string
  readonly bySender: string
  readonly byRecipient: string
  readonly byEither: string
  readonly bySystem: string
  readonly limits: string
}

export const LEGEND: Readonly<Record<Language, LegendWords>> = {
  es: {
    submit: 'Enviar',
    from: 'desde',
    anyOpen: 'cualquier estado abierto',
    severalOpen: count => `${count} estados (véase la tabla)`,
    senderTurn: 'le toca a la institución que deriva',
    recipientTurn: 'le toca a la institución que recibe',
    final: 'estado final',
    paused: 'en pausa',
    bySender: 'paso o plazo de la que deriva',
    byRecipient: 'paso o plazo de la que recibe',
    byEither: 'paso de cualquiera de las dos',
    bySystem: 'paso del sistema',
    limits: 'plazos: emergencia / urgente / normal',
  },
  en: {
    submit: 'Send',
    from: 'from',
    anyOpen: 'any open state',
    severalOpen: count => `${count} states (see the table)`,
    senderTurn: "the sending agency's turn",
    recipientTurn: "the receiving agency's turn",
    final: 'final state',
    paused: 'paused',
    bySender: "the sender's step or deadline",
    byRecipient: "the recipient's step or deadline",
    byEither: 'a step of either',
    bySystem: "the system's step",
    limits: 'deadlines: emergency / urgent / normal',
  },
  fr: {
    submit: 'Envoyer',
    from: 'depuis',
    anyOpen: 'tout état ouvert',
    severalOpen: count => `${count} états (voir le tableau)`,
    senderTurn: 'à l’organisme expéditeur d’agir',
    recipientTurn: 'à l’organisme destinataire d’agir',
    final: 'état final',
    paused: 'en pause',
    bySender: 'étape ou délai de l’expéditrice',
    byRecipient: 'étape ou délai de la destinataire',
    byEither: 'étape de l’une ou l’autre',
    bySystem: 'étape du système',
    limits: 'délais : urgence vitale / urgent / normal',
  },
  pt: {
    submit: 'Enviar',
    from: 'de',
    anyOpen: 'qualquer estado aberto',
    severalOpen: count => `${count} estados (ver a tabela)`,
    senderTurn: 'é a vez da instituição que encaminha',
    recipientTurn: 'é a vez da instituição que recebe',
    final: 'estado final',
    paused: 'em pausa',
    bySender: 'passo ou prazo de quem encaminha',
    byRecipient: 'passo ou prazo de quem recebe',
    byEither: 'passo de qualquer das duas',
    bySystem: 'passo do sistema',
    limits: 'prazos: emergência / urgente / normal',
  },
}

/** The box that says what the colours mean, in Graphviz's language. */
export function legendOf(words: LegendWords): string {
  const fill = (colour: string, text: string) => row(`<td bgcolor="${colour}" border="1" width="26"></td>`, text)
  const ink = (by: string, text: string) =>
    row(`<td><font color="${INKS[by] ?? SYSTEM_INK}"><b>Aa</b></font></td>`, text)
  const rows = [
    fill(FILLS.sender, words.senderTurn),
    fill(FILLS.recipient, words.recipientTurn),
    fill(FILLS.final, words.final),
    row('<td>- - -</td>', words.paused),
    ink('sender', words.bySender),
    ink('recipient', words.byRecipient),
    ink('either', words.byEither),
    ink('clock', words.bySystem),
    `<tr><td colspan="2" align="left">${escaped(words.limits)}</td></tr>`,
  ]
  return `legend [shape=box, color="#bbbbbb", fontsize=10, label=<<table border="0" cellborder="0" cellspacing="2">${rows.join('')}</table>>]`
}

const row = (sign: string, text: string) => `<tr>${sign}<td align="left">${escaped(text)}</td></tr>`
