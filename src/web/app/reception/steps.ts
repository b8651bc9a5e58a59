/** Of taking in a request, each saved as one goes on. */
export const stepNames = ['相手', '根拠', 'どの映像', '条件', '確認'] as const
