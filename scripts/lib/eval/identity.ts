import { z } from 'zod'

/** What the intake form knows of the subject. */
export const identity = z.object({
  names: z.array(z.string()),
  aliases: z.array(z.string()),
  dateOfBirth: z.string().nullish(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  documents: z.array(z.object({ type: z.string(), number: z.string() })),
  addresses: z.array(z.string()),
})
export type Identity = z.infer<typeof identity>

/** In the form in which the engine takes it. */
export const identityOf = ({ documents, dateOfBirth, ...rest }: Identity) => ({
  ...rest,
  documents: documents.map(d => d.number),
  dateOfBirth: dateOfBirth ?? null,
})
