namespace MLNetTuning.Host.Tests.Data;

/// <summary>
/// Files as people have them, and what is read from them with columns A (Single), B (text) and C (Single): the options (q: quoting, m: line breaks
/// in quotes, t: white space trimmed, n: empty is NaN), the text, and the rows.
/// </summary>
internal sealed class AwkwardTexts : TheoryData<string, string, string>
{
    public AwkwardTexts()
    {
        Add(
            "",
            "1,a,2\n3,b,4\n",
            "1|a|2;3|b|4");
        Add(
            "qmtn",
            "1,a,2\n3,b,4\n",
            "1|a|2;3|b|4");
        Add(
            "",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n17,\"i,18\n19,j,20\n",
            "1|\"a|NaN;3|\"b\"\"c\"|4;5|\"d\" |6;7|\"e\"x|8;9|\"f\"|10;11|g\"h|12;13|\"\"|14;15|\"\"\"\"|16;17|\"i|18;19|j|20");
        Add(
            "mtn",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n17,\"i,18\n19,j,20\n",
            "1|\"a|NaN;3|\"b\"\"c\"|4;5|\"d\" |6;7|\"e\"x|8;9|\"f\"|10;11|g\"h|12;13|\"\"|14;15|\"\"\"\"|16;17|\"i|18;19|j|20");
        Add(
            "q",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n17,\"i,18\n19,j,20\n",
            "1|a,b|2;3|b\"c|4;5|d|6;7||8;9|f|10;11|g\"h|12;13||14;15|\"|16;17||0;19|j|20");
        Add(
            "qt",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n17,\"i,18\n19,j,20\n",
            "1|a,b|2;3|b\"c|4;5|d|6;7||8;9|f|10;11|g\"h|12;13||14;15|\"|16;17||0;19|j|20");
        Add(
            "qn",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n17,\"i,18\n19,j,20\n",
            "1|a,b|2;3|b\"c|4;5|d|6;7||8;9|f|10;11|g\"h|12;13||14;15|\"|16;17||NaN;19|j|20");
        Add(
            "qtn",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n17,\"i,18\n19,j,20\n",
            "1|a,b|2;3|b\"c|4;5|d|6;7||8;9|f|10;11|g\"h|12;13||14;15|\"|16;17||NaN;19|j|20");
        Add(
            "",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n\"17\",j,\"20\"\n",
            "1|\"a|NaN;3|\"b\"\"c\"|4;5|\"d\" |6;7|\"e\"x|8;9|\"f\"|10;11|g\"h|12;13|\"\"|14;15|\"\"\"\"|16;NaN|j|NaN");
        Add(
            "mtn",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n\"17\",j,\"20\"\n",
            "1|\"a|NaN;3|\"b\"\"c\"|4;5|\"d\" |6;7|\"e\"x|8;9|\"f\"|10;11|g\"h|12;13|\"\"|14;15|\"\"\"\"|16;NaN|j|NaN");
        Add(
            "q",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n\"17\",j,\"20\"\n",
            "1|a,b|2;3|b\"c|4;5|d|6;7||8;9|f|10;11|g\"h|12;13||14;15|\"|16;17|j|20");
        Add(
            "qmtn",
            "1,\"a,b\",2\n3,\"b\"\"c\",4\n5,\"d\" ,6\n7,\"e\"x,8\n9, \"f\",10\n11,g\"h,12\n13,\"\",14\n15,\"\"\"\",16\n\"17\",j,\"20\"\n",
            "1|a,b|2;3|b\"c|4;5|d|6;7||8;9|f|10;11|g\"h|12;13||14;15|\"|16;17|j|20");
        Add(
            "",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1|\"a|0;NaN|2|0;3|\"c|0;NaN|4|0;5|\"e|0;NaN|6|0;7|g|8");
        Add(
            "mt",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1|\"a|0;NaN|2|0;3|\"c|0;NaN|4|0;5|\"e|0;NaN|6|0;7|g|8");
        Add(
            "n",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1|\"a|NaN;NaN|2|NaN;3|\"c|NaN;NaN|4|NaN;5|\"e|NaN;NaN|6|NaN;7|g|8");
        Add(
            "mtn",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1|\"a|NaN;NaN|2|NaN;3|\"c|NaN;NaN|4|NaN;5|\"e|NaN;NaN|6|NaN;7|g|8");
        Add(
            "q",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1||0;NaN|2|0;3||0;NaN|4|0;5||0;NaN|6|0;7|g|8");
        Add(
            "qt",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1||0;NaN|2|0;3||0;NaN|4|0;5||0;NaN|6|0;7|g|8");
        Add(
            "qn",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1||NaN;NaN|2|NaN;3||NaN;NaN|4|NaN;5||NaN;NaN|6|NaN;7|g|8");
        Add(
            "qtn",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1||NaN;NaN|2|NaN;3||NaN;NaN|4|NaN;5||NaN;NaN|6|NaN;7|g|8");
        Add(
            "qm",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1|a\nb|2;3|c\nd|4;5|e\nf|6;7|g|8");
        Add(
            "qmtn",
            "1,\"a\nb\",2\r\n3,\"c\r\nd\",4\n5,\"e\rf\",6\r7,g,8",
            "1|a\nb|2;3|c\nd|4;5|e\nf|6;7|g|8");
        Add(
            "",
            "1,a,2\r\n3,b,4\r\n\r\n5,c,6\r\n",
            "1|a|2;3|b|4;5|c|6");
        Add(
            "qmtn",
            "1,a,2\r\n3,b,4\r\n\r\n5,c,6\r\n",
            "1|a|2;3|b|4;5|c|6");
        Add(
            "",
            "1,a,2\r3,b,4\r\r5,c,6",
            "1|a|2;3|b|4;5|c|6");
        Add(
            "qmtn",
            "1,a,2\r3,b,4\r\r5,c,6",
            "1|a|2;3|b|4;5|c|6");
        Add(
            "",
            "1\n2,b\n3,c,4,5,6\n,,\n,\n   \n7, ,\n",
            "1||0;2|b|0;3|c|4;0||0;0||0;0||0;7||0");
        Add(
            "qmt",
            "1\n2,b\n3,c,4,5,6\n,,\n,\n   \n7, ,\n",
            "1||0;2|b|0;3|c|4;0||0;0||0;0||0;7||0");
        Add(
            "n",
            "1\n2,b\n3,c,4,5,6\n,,\n,\n   \n7, ,\n",
            "1||NaN;2|b|NaN;3|c|4;NaN||NaN;NaN||NaN;NaN||NaN;7||NaN");
        Add(
            "qmtn",
            "1\n2,b\n3,c,4,5,6\n,,\n,\n   \n7, ,\n",
            "1||NaN;2|b|NaN;3|c|4;NaN||NaN;NaN||NaN;NaN||NaN;7||NaN");
        Add(
            "",
            "1,a,2,\n3,b,\n4,,  \n5,x  ,6  \n  7,  y,  8\t\n",
            "1|a|2;3|b|0;4||0;5|x  |6;7|y|8");
        Add(
            "qmt",
            "1,a,2,\n3,b,\n4,,  \n5,x  ,6  \n  7,  y,  8\t\n",
            "1|a|2;3|b|0;4||0;5|x  |6;7|y|8");
        Add(
            "n",
            "1,a,2,\n3,b,\n4,,  \n5,x  ,6  \n  7,  y,  8\t\n",
            "1|a|2;3|b|NaN;4||NaN;5|x  |6;7|y|8");
        Add(
            "qmtn",
            "1,a,2,\n3,b,\n4,,  \n5,x  ,6  \n  7,  y,  8\t\n",
            "1|a|2;3|b|NaN;4||NaN;5|x  |6;7|y|8");
        Add(
            "",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;0|\"\"|NaN;NaN|\"?\"|NaN");
        Add(
            "mt",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;0|\"\"|NaN;NaN|\"?\"|NaN");
        Add(
            "n",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;NaN|\"\"|NaN;NaN|\"?\"|NaN");
        Add(
            "mtn",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;NaN|\"\"|NaN;NaN|\"?\"|NaN");
        Add(
            "q",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;0||0;NaN|?|NaN");
        Add(
            "qmt",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;0||0;NaN|?|NaN");
        Add(
            "qn",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;NaN||NaN;NaN|?|NaN");
        Add(
            "qmtn",
            "?,?,?\nNA,na,N/A\nNaN,nan,nAn\nnull,null,None\n-,.,+\n,\"\",\"\"\n\"?\",\"?\",\"?\"\n",
            "NaN|?|NaN;NaN|na|NaN;NaN|nan|NaN;NaN|null|NaN;NaN|.|NaN;NaN||NaN;NaN|?|NaN");
        Add(
            "",
            "1e5,x,1E-5\n+1,x,-1\n.5,x,5.\n1e400,x,-1e400\n1_0,x,0x1\n1 ,x, 1\n١,x,½\nInf,x,-inf\nInfinity,x,-Infinity\n∞,x,-∞\n1e,x,1e+\n" +
            "12345678901234567890,x,0.00000000000000000000000001\n1,x,1e-46\n3.4028236e38,x,1\n00012,x,-0\n1d,x,1f\n1;2,x,1:2\n",
            "100000|x|1E-05;1|x|-1;0.5|x|5;Infinity|x|-Infinity;NaN|x|NaN;1|x|1;NaN|x|NaN;NaN|x|NaN;Infinity|x|-Infinity;Infinity|x|-Infinity;" +
            "NaN|x|NaN;1.2345679E+19|x|1E-26;1|x|0;Infinity|x|1;12|x|-0;NaN|x|NaN;NaN|x|NaN");
        Add(
            "qmtn",
            "1e5,x,1E-5\n+1,x,-1\n.5,x,5.\n1e400,x,-1e400\n1_0,x,0x1\n1 ,x, 1\n١,x,½\nInf,x,-inf\nInfinity,x,-Infinity\n∞,x,-∞\n1e,x,1e+\n" +
            "12345678901234567890,x,0.00000000000000000000000001\n1,x,1e-46\n3.4028236e38,x,1\n00012,x,-0\n1d,x,1f\n1;2,x,1:2\n",
            "100000|x|1E-05;1|x|-1;0.5|x|5;Infinity|x|-Infinity;NaN|x|NaN;1|x|1;NaN|x|NaN;NaN|x|NaN;Infinity|x|-Infinity;Infinity|x|-Infinity;" +
            "NaN|x|NaN;1.2345679E+19|x|1E-26;1|x|0;Infinity|x|1;12|x|-0;NaN|x|NaN;NaN|x|NaN");
        Add(
            "",
            "#c\n// c\n\n1,a,2\n#b,c,3\n//x,y,z\n/4,d,5\n",
            "1|a|2;NaN|c|3;NaN|d|5");
        Add(
            "qmtn",
            "#c\n// c\n\n1,a,2\n#b,c,3\n//x,y,z\n/4,d,5\n",
            "1|a|2;NaN|c|3;NaN|d|5");
    }
}
