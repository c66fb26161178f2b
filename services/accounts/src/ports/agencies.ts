import {
  AgencyRequestSchema,
  create,
  type DescMessage,
  directoryAgency,
  type MessageShape,
  type QuestionContract,
} from '@amparo/contracts'

/** Asks another service. Throws an AppError: its refusal, or that it cannot answer now. */
export type Ask = <Q extends DescMessage, A extends DescMessage>(
  question: QuestionContract<Q, A>,
  request: MessageShape<Q>,
) => Promise<MessageShape<A>>

/** Whether the directory lets this issuer speak for the agency, and the agency is not suspended. */
export type AgencyListed = (agencyId: string) => Promise<boolean>

export const agencyListed =
  (ask: Ask, { hub, issuer }: { hub: string; issuer: string }): AgencyListed =>
  async agencyId => {
    const { agency } = await ask(directoryAgency, create(AgencyRequestSchema, { ref: { hub, agencyId } }))
    return agency !== undefined && !agency.suspended && agency.issuer === issuer
  }
