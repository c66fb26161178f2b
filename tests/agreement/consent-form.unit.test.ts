import type { ConsentForm } from '@amparo/client'
import { expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { formBody } from '../../services/consent/src/http/form-body.ts'

type Taken = z.input<typeof formBody>
type Within<T, K extends keyof T> = keyof NonNullable<T[K]>

/** Held by the type check: nothing of it runs. */
test('The client has each field of a consent that the service takes, and no other', () => {
  expectTypeOf<keyof ConsentForm>().toEqualTypeOf<keyof Taken>()
  expectTypeOf<Within<ConsentForm, 'taken'>>().toEqualTypeOf<Within<Taken, 'taken'>>()
  expectTypeOf<Within<ConsentForm, 'justification'>>().toEqualTypeOf<Within<Taken, 'justification'>>()
  expectTypeOf<Within<ConsentForm, 'takenBack'>>().toEqualTypeOf<Within<Taken, 'takenBack'>>()
})
