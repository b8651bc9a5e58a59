import { show } from './show.ts'
import { work } from './work.ts'

// One text, so that the page needs no second file: without a document it is the worker.
if (typeof document === 'undefined') work()
else show()
