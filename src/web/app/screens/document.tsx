import { Screen } from '../screen.tsx'

export const Document = () => <Screen title="準備中">{null}</Screen>
