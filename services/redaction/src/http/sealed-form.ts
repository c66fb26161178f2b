import { z } from 'zod'

const MOST = 1_048_576

/** A form that is sealed to the hub; what stands inside is checked once it is opened. `most`: characters. */
export const sealedForm = (data: z.ZodType, most = MOST) =>
  z
    .string()
    .min(1)
    .max(most)
    .meta({
      description:
        'OpenPGP message, armored, to the redaction-seal certificate of the hub: a form for this route, whose `data` are as contentSchema says',
      contentMediaType: 'application/pgp-encrypted',
      contentSchema: z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }),
    })
