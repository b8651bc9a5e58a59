/** An order that is none: words that are no thing's own, or a fact that was not given. The asker's mistake, nobody's fault. */
export class Mistaken extends RangeError {}
