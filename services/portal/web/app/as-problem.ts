import { ProblemError } from '@amparo/client'

/** A refusal may come wrapped, by whoever knows at what stage it was made. Anything else is a defect of this page. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof Error && 'problem' in error && error.problem instanceof ProblemError) return error.problem
  return new ProblemError(0, {
    code: 'internal',
    title: 'Something went wrong in this page',
    next: 'Try again; if it stays, tell the operator of your hub.',
  })
}
