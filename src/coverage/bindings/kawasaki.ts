import { type Bindings, code, definition } from '../binding.ts'

const engagement = code('domain/engagement/engagement.ts', 'engagement')
const adopt = code('law/versions/adoption.ts', 'adopt')
const amendment = code('law/versions/amendments.ts', 'amendmentOn')

export const kawasaki: Bindings = {
  'KAWASAKI-7-1': [definition('engagement'), engagement],
  'KAWASAKI-7-2': [engagement],
  'KAWASAKI-8-1': [
    code('domain/disclosure/identifying.ts', 'identify'),
    code('domain/disclosure/identifying.ts', 'search'),
  ],
  'KAWASAKI-8-2': [code('domain/disclosure/receiving.ts', 'receive')],
  'KAWASAKI-8-3': [
    code('domain/disclosure/deciding.ts', 'disclose'),
    code('domain/disclosure/preserving.ts', 'preserve'),
  ],
  'KAWASAKI-9': [code('domain/complaint/complaint.ts', 'complaint')],
  'KAWASAKI-10-1': [amendment],
  'KAWASAKI-10-2': [amendment],
  'KAWASAKI-10-3': [amendment],
  'KAWASAKI-10-4': [amendment],
  'KAWASAKI-10-5': [amendment, adopt, code('law/versions/limits.ts', 'dueAcross')],
}
