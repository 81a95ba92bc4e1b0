package lang

// zhFollow holds what whoever follows a room is told when they are put out of it.
var zhFollow = map[string]string{
	"%[1]s has put you out of %[2]s, reason: %[3]s; ask who moderates the room": "%[1]s 把你请出了 %[2]s（原因：%[3]s）；请联系房间的管理员",
}
