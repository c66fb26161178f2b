import type { Finding } from '../faults.ts'
import type { Protocol } from '../run.ts'
import { isParty } from './steps.ts'

/** What is said to hold of adults only can be said, by a user: a code that is misspelt would bar nobody. */
export function checkAdults(protocol: Protocol): Finding[] {
  return Object.entries(protocol.steps).flatMap(([name, { by, adults, data }]): Finding[] => {
    if (adults === undefined) return []
    const path = ['steps', name, 'adults']
    if (!isParty(by))
      return [
        {
          path,
          code: 'adults_unknown',
          message: `"${name}" is taken by ${by}, which says of nobody that they are adult.`,
        },
      ]
    if (adults === true) return []
    return Object.entries(adults).flatMap(([field, codes]) =>
      codes.flatMap((code, index): Finding[] =>
        codesOf(data, field).includes(code)
          ? []
          : [
              {
                path: [...path, field, index],
                code: 'adults_unknown',
                message: `"${name}" cannot say "${code}" in "${field}".`,
              },
            ],
      ),
    )
  })
}

/** Of a field, or of what is in it if it is a list. */
function codesOf(schema: unknown, field: string): readonly unknown[] {
  const property = isRecord(schema) && isRecord(schema['properties']) ? schema['properties'][field] : undefined
  const listed = isRecord(property) && property['type'] === 'array' ? property['items'] : property
  return isRecord(listed) && Array.isArray(listed['enum']) ? listed['enum'] : []
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
