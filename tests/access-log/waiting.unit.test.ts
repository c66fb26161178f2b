import { auditActions, Basis, bases } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { unseenCourse } from '../../services/audit/src/domain/quorum.ts'
import { waits } from '../../services/redaction/test/fixtures/unwitnessed.ts'

test.each(auditActions.all)('%s waits for a witness in tests of redaction as it does in the log', code => {
  for (const basis of [undefined, ...bases.all])
    for (const packageId of ['', 'a-package']) {
      const entry = {
        action: auditActions.toEnum(code),
        basis: basis ? bases.toEnum(basis) : Basis.UNSPECIFIED,
        packageId,
      }
      expect(waits(entry)).toBe(unseenCourse(code, basis, packageId !== '') === 'waits')
    }
})
