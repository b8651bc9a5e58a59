import { Screen } from '../screen.tsx'

export const Credentials = () => <Screen title="準備中">{null}</Screen>
